package org.tagwright.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tagwright.checkpoint.TrainAgain;
import org.tagwright.cli.options.SetOption;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunFolder;
import org.tagwright.train.Preparation;
import org.tagwright.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright retrain}. */
@Command(
    name = "retrain",
    description = {
      "Trains again on corrected labels and new images.",
      "Begins with the best weights of an earlier training and validates on the same images; images"
          + " that were added since only train."
    },
    mixinStandardHelpOptions = true)
final class RetrainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN_FOLDER|CHECKPOINT",
      description = "The earlier training: its run folder, or a checkpoint of it.")
  Path earlier;

  @Mixin SetOption set;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  @Override
  public Integer call() throws Exception {
    TrainAgain again = TrainAgain.from(earlier);
    if (again.caution() != null) {
      System.err.println("tagwright: warning: " + again.caution());
    }
    ExperimentConfig config = set.change(again.config());
    Preparation prepared;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      prepared = Preparation.of(config, "the configuration of " + earlier, progress);
    }
    if (!quiet) {
      System.out.println("Starts from " + again.checkpoint());
    }
    RunFolder folder = RunFolder.create(config);
    return TerminalRun.run(folder, quiet, () -> TrainingRun.start(folder, prepared));
  }
}
