package org.tagwright.cli.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.ProfileCheck;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tagwright cluster}. */
@Command(
    name = "cluster",
    description = {
      "Profiles for Slurm clusters, to be named behind --on.",
      "A profile says what a job asks for: partition, GPUs, CPUs, memory, time. docs/slurm.md has"
          + " more."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ClusterCommand.Add.class,
      ClusterCommand.ListProfiles.class,
      ClusterCommand.Check.class,
      ClusterCommand.Remove.class
    })
public final class ClusterCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
  }

  @Command(
      name = "add",
      description =
          "Adds a profile, or replaces the one of that name. What is not given is left to the"
              + " cluster's defaults.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "What to call it.")
    String name;

    @Option(names = "--partition", paramLabel = "NAME", description = "Partition (queue).")
    String partition;

    @Option(names = "--account", paramLabel = "NAME", description = "Account to charge.")
    String account;

    @Option(names = "--gpus", paramLabel = "N", description = "GPUs. Default: none.")
    int gpus;

    @Option(names = "--cpus", paramLabel = "N", description = "CPU cores.")
    Integer cpus;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory, such as 32G.")
    String memory;

    @Option(
        names = "--time",
        paramLabel = "TIME",
        description =
            "Time limit of one job, such as 4:00:00. A longer run is saved in time, requeued and"
                + " continued.")
    String time;

    @Option(
        names = "--setup",
        paramLabel = "LINE",
        description =
            "A shell command to run first, such as \"module load java\". May be repeated.")
    List<String> setup;

    @Option(
        names = "--sbatch",
        paramLabel = "OPTION",
        description = "Another option for sbatch, such as --sbatch=--qos=high. May be repeated.")
    List<String> options;

    @Option(
        names = "--program",
        paramLabel = "FILE",
        description =
            "The tagwright command on the nodes. Default: this program, by the same path.")
    String program;

    @Option(
        names = "--save-seconds",
        paramLabel = "N",
        description =
            "How long before the time limit a run is told to save. Default: ${DEFAULT-VALUE}.")
    int saveSeconds = ClusterProfile.SAVE_SECONDS;

    @Override
    public Integer call() {
      ClusterProfile profile =
          new ClusterProfile(
              name,
              partition,
              account,
              gpus,
              cpus,
              memory,
              time,
              setup,
              options,
              program,
              saveSeconds);
      ClusterProfiles.ofPerson().put(profile);
      System.out.println("Saved " + name + ": " + profile.summary());
      System.out.println("Check it with a small job: tagwright cluster check " + name);
      return 0;
    }
  }

  @Command(name = "list", description = "Lists the profiles.", mixinStandardHelpOptions = true)
  static final class ListProfiles implements Callable<Integer> {
    @Override
    public Integer call() {
      ClusterProfiles profiles = ClusterProfiles.ofPerson();
      List<ClusterProfile> all = profiles.all();
      if (all.isEmpty()) {
        System.out.println("No profiles yet. Add one: tagwright cluster add NAME --partition …");
      }
      all.forEach(p -> System.out.println(Units.text("%-16s %s", p.name(), p.summary())));
      return 0;
    }
  }

  @Command(
      name = "remove",
      description = "Removes a profile. Jobs that use it go on.",
      mixinStandardHelpOptions = true)
  static final class Remove implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The profile.")
    String name;

    @Override
    public Integer call() {
      ClusterProfiles.ofPerson().remove(name);
      System.out.println("Removed " + name);
      return 0;
    }
  }

  @Command(
      name = "check",
      description =
          "Submits a small job with a profile and waits for its end: shows whether Slurm accepts"
              + " it, and whether node, GPU, Java and program are there.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "The profile.")
    String name;

    @Option(
        names = "--folder",
        paramLabel = "DIR",
        description = "A folder on the disk that the nodes share. Default: the runs folder.")
    Path folder = ExperimentConfig.defaults().output().runs();

    @Option(
        names = "--wait",
        paramLabel = "MINUTES",
        description = "Cancels the job if it has not ended by then. Default: ${DEFAULT-VALUE}.")
    long minutes = ProfileCheck.USUAL_PATIENCE.toMinutes();

    @Override
    public Integer call() throws Exception {
      ClusterProfile profile = ClusterProfiles.ofPerson().get(name);
      System.out.println("Profile " + name + ": " + profile.summary());
      ProfileCheck check = new ProfileCheck(profile, folder, Duration.ofMinutes(minutes));
      return Interruption.heed(
          "Cancelling the job.",
          interruption -> {
            check.run(System.out::println, interruption::requested).forEach(System.out::println);
            return 0;
          });
    }
  }
}
