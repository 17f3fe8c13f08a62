package org.tagwright.cli.suspects;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.checkpoint.Revalidation;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.common.Units;
import org.tagwright.evaluation.CheckpointRevalidation;
import org.tagwright.metric.Metric;
import org.tagwright.process.FollowedCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright revalidate}. */
@Command(
    name = "revalidate",
    description = {
      "Validates checkpoints again after labels were corrected: on the images that their training"
          + " validated on, with today's labels.",
      "The scores are saved beside each checkpoint, and tables of results show them in place of the"
          + " old ones."
    },
    mixinStandardHelpOptions = true)
public final class RevalidateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CHECKPOINT", arity = "1..*", description = "The checkpoints.")
  List<Path> checkpoints;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and scores.")
  boolean quiet;

  /** Progress for the window, as lines on standard output. */
  @Option(names = "--tell-progress", hidden = true)
  boolean tellProgress;

  @Override
  public Integer call() throws Exception {
    return Interruption.heed(
        interruption -> {
          try (CheckProgress progress = new CheckProgress(quiet, interruption::requested)) {
            for (Path checkpoint : checkpoints) {
              Revalidation made =
                  CheckpointRevalidation.run(
                      checkpoint, tellProgress ? FollowedCommand.telling(System.out) : progress);
              if (!quiet) {
                System.out.println(checkpoint);
                for (Metric metric : Metric.values()) {
                  System.out.println(
                      Units.text("  %-22s %.4f", metric.title(), made.metrics().get(metric.key())));
                }
              }
            }
          }
          return 0;
        });
  }
}
