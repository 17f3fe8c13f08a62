package org.tagwright.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.run.RunFolder;
import org.tagwright.train.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright resume}. */
@Command(
    name = "resume",
    description = {
      "Continues a run that was stopped, paused, killed or failed, as if it had not been"
          + " interrupted.",
      "With --epochs it also extends a run beyond its last epoch. A run that ended by early"
          + " stopping continues with its patience reset."
    },
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN_FOLDER", description = "The run's folder.")
  Path run;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Total epochs. Default: as planned before.")
  Integer epochs;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  @Override
  public Integer call() throws Exception {
    RunFolder folder = RunFolder.open(run);
    try (CheckProgress progress = new CheckProgress(quiet)) {
      return TerminalRun.run(folder, quiet, () -> TrainingRun.resume(folder, epochs, progress));
    }
  }
}
