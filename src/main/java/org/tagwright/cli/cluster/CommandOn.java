package org.tagwright.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.CommandJob;
import org.tagwright.common.TagwrightException;
import picocli.CommandLine.Model.CommandSpec;

/** Does the command that was typed in a cluster's job instead, and waits for it. */
public final class CommandOn {
  private static final Set<String> OWN = Set.of("--on", "--shards", "--at-once");
  private static final String NOTICE = "Cancelling the job.";

  private final ClusterProfile profile;
  private final List<String> arguments;
  private final String name;
  private final Path folder;
  private final boolean quiet;

  /**
   * @param folder where the job's script, log and exit code go, on a disk that the nodes share
   */
  public CommandOn(CommandSpec spec, String profile, Path folder, boolean quiet) {
    this.profile = ClusterProfiles.ofPerson().get(profile);
    this.arguments = arguments(spec.root().commandLine().getParseResult().originalArgs());
    this.name = spec.name();
    this.folder = folder.toAbsolutePath().normalize();
    this.quiet = quiet;
  }

  /** Without what is said to the terminal here. */
  static List<String> arguments(List<String> typed) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      String word = typed.get(i);
      if (OWN.contains(word)) {
        i++;
      } else if (OWN.stream().noneMatch(own -> word.startsWith(own + "="))) {
        kept.add(word);
      }
    }
    return kept;
  }

  /** The same without an option that has done its work here. */
  public CommandOn without(String option) {
    arguments.remove(option);
    return this;
  }

  /** Does the command once; shows what it printed. Returns the exit code. */
  public int once() throws Exception {
    return Interruption.heed(
        NOTICE,
        interruption -> {
          CommandJob job = CommandJob.submit(profile, arguments, name, folder);
          job.await(this::say, interruption::requested);
          if (!quiet) {
            System.out.print(log(job));
            System.out.flush();
          }
          return 0;
        });
  }

  private static String log(CommandJob job) {
    try {
      return Files.readString(job.log());
    } catch (IOException e) {
      throw TagwrightException.cannotRead(job.log(), e);
    }
  }

  /**
   * Does the command for each number, as an array.
   *
   * @param more arguments with the number in them
   */
  public int each(List<Integer> numbers, int atOnce, String... more) throws Exception {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return Interruption.heed(
        NOTICE,
        interruption -> {
          CommandJob.submitArray(profile, all, numbers, atOnce, name, folder)
              .await(this::say, interruption::requested);
          return 0;
        });
  }

  private void say(String words) {
    if (!quiet) {
      System.out.println(words);
      System.out.flush();
    }
  }
}
