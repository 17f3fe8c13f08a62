package org.tagwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.cli.cluster.ClusterText;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.run.RunFolder;
import org.tagwright.run.job.RunOwner;
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
      names = "--on",
      paramLabel = "NAME",
      description =
          "Submits the run as a job to the Slurm cluster of that profile, and returns. Default: on"
              + " this computer.")
  String on;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  @Override
  public Integer call() throws Exception {
    RunFolder folder = RunFolder.open(run);
    if (on != null) {
      List<String> more =
          epochs == null ? List.of() : List.of("--epochs", Integer.toString(epochs));
      return ClusterText.submit(folder, on, more, quiet);
    }
    if (System.getenv(RunOwner.JOB) == null) {
      new ClusterRuns().release(folder);
    }
    try (CheckProgress progress = new CheckProgress(quiet)) {
      return TerminalRun.run(folder, quiet, () -> TrainingRun.resume(folder, epochs, progress));
    }
  }
}
