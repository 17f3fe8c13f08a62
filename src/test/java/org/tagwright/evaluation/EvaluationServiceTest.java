package org.tagwright.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;

class EvaluationServiceTest {
  @TempDir Path folder;

  private final EvaluationService service =
      new EvaluationService(new ChildProcess(FakeEvaluate.class.getName()));
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private EvaluationSummary run(String checkpoint) {
    return service.run(
        new EvaluationService.Request(
            folder.resolve(checkpoint), folder, folder, null, folder.resolve("report"), false),
        new Progress() {
          @Override
          public void update(String what, long done, long total) {
            told.add(what + " " + done + "/" + total);
            cancelled.set(what.startsWith("checking") && checkpoint.equals("slow.pt"));
          }

          @Override
          public boolean cancelled() {
            return cancelled.get();
          }
        });
  }

  @Test
  void theChildsProgressAndReportArrive() {
    EvaluationSummary summary = run("best_model.pt");
    assertThat(told).containsExactly("checking labels 3/3", "evaluating 1/2");
    assertThat(summary.images()).isEqualTo(400);
    assertThat(summary.folder().resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void failureIsSaidInTheChildsWords() {
    assertThatThrownBy(() -> run("bad.pt"))
        .isInstanceOf(TagwrightException.class)
        .hasMessage("bad.pt is no checkpoint.");
  }

  @Test
  void cancelEndsTheChildAndLeavesNoReport() {
    assertThatThrownBy(() -> run("slow.pt")).isInstanceOf(CancellationException.class);
    assertThat(folder.resolve("report")).doesNotExist();
  }
}
