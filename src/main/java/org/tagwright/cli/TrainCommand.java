package org.tagwright.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.cli.cluster.ClusterText;
import org.tagwright.cli.options.SetOption;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.ClusterStart;
import org.tagwright.run.RunFolder;
import org.tagwright.train.Preparation;
import org.tagwright.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright train}. */
@Command(
    name = "train",
    description = {
      "Trains a model from a configuration, in a new run folder.",
      "Problems in the configuration, the data and the folders are reported before training starts."
          + " Ctrl-C stops after the current step; the run can be resumed."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CONFIG.json|RUN_FOLDER",
      description = "A configuration file, or the folder of a run that has not been started yet.")
  Path target;

  @Mixin SetOption set;

  @Option(
      names = "--on",
      paramLabel = "NAME",
      description =
          "Submits the run as a job to the Slurm cluster of that profile (see: tagwright cluster),"
              + " and returns.")
  String on;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  @Override
  public Integer call() throws Exception {
    if (Files.isDirectory(target)) {
      if (!set.changes.isEmpty() || set.recipe != null) {
        throw TagwrightException.input(
            (set.recipe == null ? "--set" : "--recipe")
                + " needs a configuration file; the configuration of an existing run cannot"
                + " change.");
      }
      RunFolder folder = RunFolder.open(target);
      if (on != null) {
        return ClusterText.submit(folder, on, List.of(), quiet);
      }
      try (CheckProgress progress = new CheckProgress(quiet)) {
        return TerminalRun.run(folder, quiet, () -> TrainingRun.start(folder, progress));
      }
    }
    ExperimentConfig config = set.read(target);
    ClusterProfile profile = on == null ? null : ClusterProfiles.ofPerson().get(on);
    Preparation prepared;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      prepared = Preparation.of(config, target.toString(), progress);
    }
    if (!quiet) {
      ConfigCheck.warnings(config)
          .forEach(warning -> System.err.println("tagwright: warning: " + warning));
    }
    if (profile != null) {
      RunFolder folder = new ClusterStart(new ClusterRuns()).start(profile, config);
      ClusterText.submitted(folder, quiet);
      return 0;
    }
    RunFolder folder = RunFolder.create(config);
    return TerminalRun.run(folder, quiet, () -> TrainingRun.start(folder, prepared));
  }
}
