package org.tagwright.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;
import org.tagwright.process.FollowedCommand;

/** Evaluations for the window, each a child process {@code tagwright evaluate}. */
public final class EvaluationService {
  private final FollowedCommand command;

  /**
   * What to evaluate on what.
   *
   * @param unknown folder of unknown classes; {@code null}: {@code unknown} beside the labels
   * @param out folder of the report
   * @param perClass whether each class's own tuned threshold decides
   */
  public record Request(
      Path checkpoint,
      Path images,
      Path labels,
      @Nullable Path unknown,
      Path out,
      boolean perClass) {}

  public EvaluationService() {
    this(new ChildProcess());
  }

  EvaluationService(ChildProcess child) {
    command = new FollowedCommand(child, "evaluation");
  }

  /**
   * Evaluates; blocks until the report is written.
   *
   * @throws TagwrightException in the child's words, where it fails
   * @throws CancellationException when cancelled; then there is no report
   */
  public EvaluationSummary run(Request request, Progress progress) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--checkpoint",
                absolute(request.checkpoint()),
                "--images",
                absolute(request.images()),
                "--labels",
                absolute(request.labels()),
                "--out",
                absolute(request.out()),
                "--quiet",
                "--tell-progress"));
    if (request.unknown() != null) {
      arguments.addAll(List.of("--unknown", absolute(request.unknown())));
    }
    if (request.perClass()) {
      arguments.add("--per-class");
    }
    command.run(arguments, progress);
    return EvaluationSummary.read(request.out());
  }

  /**
   * Validates a checkpoint again, on today's labels; see {@link CheckpointRevalidation}. Blocks
   * until its scores are saved.
   *
   * @throws TagwrightException in the child's words, where it fails
   * @throws CancellationException when cancelled
   */
  public void revalidate(Path checkpoint, Progress progress) {
    command.run(
        List.of("revalidate", absolute(checkpoint), "--quiet", "--tell-progress"), progress);
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().toString();
  }
}
