package org.tagwright.evaluation;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.common.Progress;
import org.tagwright.process.FollowedCommand;

/** Stands for {@code tagwright evaluate} in tests: writes a report that needs no network. */
public final class FakeEvaluate {
  private FakeEvaluate() {}

  /** The arguments of the real command; a checkpoint named {@code bad.pt} fails. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> given = List.of(arguments);
    Path checkpoint = path(given, "--checkpoint");
    if (checkpoint.endsWith("bad.pt")) {
      System.err.println("tagwright: bad.pt is no checkpoint.");
      System.exit(2);
    }
    Progress progress = FollowedCommand.telling(System.out);
    progress.update("checking labels", 3, 3);
    if (checkpoint.endsWith("slow.pt")) {
      Thread.sleep(60_000);
    }
    EvaluationSummaryTest.evaluate(
        new EvaluationService.Request(
            checkpoint,
            path(given, "--images"),
            path(given, "--labels"),
            null,
            path(given, "--out"),
            given.contains("--per-class")),
        progress);
  }

  private static Path path(List<String> given, String option) {
    return Path.of(given.get(given.indexOf(option) + 1));
  }
}
