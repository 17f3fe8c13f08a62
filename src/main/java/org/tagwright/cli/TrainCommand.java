package org.tagwright.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunFolder;
import org.tagwright.train.Preparation;
import org.tagwright.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright train}. */
@Command(
    name = "train",
    description = {
      "Trains what a configuration says, in a new run folder.",
      "Everything that can be wrong with the configuration, the data and the folders is told before"
          + " anything is trained. Ctrl-C stops after the step in progress; the run can be resumed."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CONFIG.json|RUN_FOLDER",
      description = "A configuration, or the folder of a run that has not been started yet.")
  Path target;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Sets a field of the configuration, such as training.epochs=5. Repeatable.")
  List<String> settings = List.of();

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no summaries.")
  boolean quiet;

  @Override
  public Integer call() throws Exception {
    if (Files.isDirectory(target)) {
      if (!settings.isEmpty()) {
        throw TagwrightException.input(
            "--set goes with a configuration file; a run's configuration never changes.");
      }
      RunFolder folder = RunFolder.open(target);
      try (CheckProgress progress = new CheckProgress(quiet)) {
        return TerminalRun.run(folder, quiet, () -> TrainingRun.start(folder, progress));
      }
    }
    ExperimentConfig config = Settings.apply(ConfigJson.read(target), settings);
    Preparation prepared;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      prepared = Preparation.of(config, target.toString(), progress);
    }
    RunFolder folder = RunFolder.create(config);
    return TerminalRun.run(folder, quiet, () -> TrainingRun.start(folder, prepared));
  }
}
