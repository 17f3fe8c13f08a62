package org.tagwright.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.FailureMessage;
import org.tagwright.run.job.JobState;
import org.tagwright.run.job.RunJob;

/**
 * A job that is no training: a command of the program on a node, in a folder of its own with its
 * script, its output and its exit code. A shared disk carries them; no accounting is needed.
 */
public final class CommandJob {
  private static final long LOOK_MILLIS = 1_000;
  private static final Duration UNLISTED = Duration.ofSeconds(15);

  private final Slurm slurm;
  private final ClusterProfile profile;
  private final Path folder;
  private final Instant submitted = Instant.now();
  private final String id;

  private CommandJob(Slurm slurm, ClusterProfile profile, Path folder, String id) {
    this.slurm = slurm;
    this.profile = profile;
    this.folder = folder;
    this.id = id;
  }

  /**
   * Submits a command of the program.
   *
   * @param folder where the job's files go; on a disk that the nodes share
   */
  public static CommandJob submit(
      ClusterProfile profile, List<String> arguments, String name, Path folder) {
    return submit(new Slurm(), profile, new BatchScript(profile).command(arguments), name, folder);
  }

  /** A small job that shows whether the profile works. */
  public static CommandJob test(ClusterProfile profile, Path folder) {
    return submit(new Slurm(), profile, new BatchScript(profile).test(), "test", folder);
  }

  private static CommandJob submit(
      Slurm slurm, ClusterProfile profile, String script, String name, Path folder) {
    Path file = folder.resolve("job.sh");
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve("exit"));
      Files.deleteIfExists(folder.resolve("job.log"));
      AtomicFile.writeString(file, script);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
    List<String> options = new ArrayList<>(profile.resources());
    options.add("--job-name=tagwright-" + name);
    options.add("--output=" + folder.resolve("job.log"));
    options.add("--chdir=" + folder);
    return new CommandJob(slurm, profile, folder, slurm.submit(options, file));
  }

  public String id() {
    return id;
  }

  /**
   * Waits for the end.
   *
   * @param told each time the job stands otherwise, in words
   * @param giveUp whether to cancel it; asked every second
   * @throws TagwrightException in the program's or Slurm's words, where it failed
   * @throws CancellationException where it was given up
   */
  public void await(Consumer<String> told, BooleanSupplier giveUp) throws InterruptedException {
    String before = "";
    while (true) {
      if (giveUp.getAsBoolean()) {
        slurm.cancel(id);
        throw new CancellationException("job " + id + " was cancelled");
      }
      SlurmJob seen = slurm.jobs().get(id);
      boolean listed = seen != null || Instant.now().isBefore(submitted.plus(UNLISTED));
      RunJob job = job(seen, listed);
      Optional<Integer> exit = exitCode();
      if (exit.isPresent() || !job.active()) {
        end(exit.orElse(null), job);
        return;
      }
      String words =
          JobWords.of(
              job.seen(job.state(), job.word(), job.reason(), job.node(), Duration.ZERO, null, 0));
      if (!words.equals(before)) {
        told.accept(words.replace(", for 0 s", ""));
        before = words;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private RunJob job(@Nullable SlurmJob seen, boolean listed) {
    RunJob job = RunJob.submitting(profile.name(), log(), submitted).withId(id);
    if (seen == null) {
      return listed ? job : job.ended("", "");
    }
    return job.seen(
        seen.state(), seen.word(), seen.reason(), seen.node(), seen.elapsed(), seen.limit(), 0);
  }

  private void end(@Nullable Integer exit, RunJob job) {
    if (exit != null && exit == 0) {
      return;
    }
    try {
      String said = FailureMessage.in(log());
      RunJob ended = job.state() == JobState.ENDED ? job : job.ended("FAILED", "");
      throw TagwrightException.failure(
          "Job %s on %s failed%s%s"
              .formatted(
                  id,
                  profile.name(),
                  exit == null ? JobWords.ending(ended) : " with exit code " + exit,
                  said.isEmpty() ? "." : ":\n" + said));
    } catch (IOException e) {
      throw TagwrightException.cannotRead(log(), e);
    }
  }

  private Optional<Integer> exitCode() {
    try {
      Path file = folder.resolve("exit");
      return Files.exists(file)
          ? Optional.of(Integer.parseInt(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // half written: looked at again
    }
  }

  /** What it printed. */
  public Path log() {
    return folder.resolve("job.log");
  }
}
