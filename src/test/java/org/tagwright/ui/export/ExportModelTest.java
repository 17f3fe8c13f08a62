package org.tagwright.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.export.ModelExport.InputKind;
import org.tagwright.export.ModelExport.Options;
import org.tagwright.export.ModelExport.Request;
import org.tagwright.export.ModelExport.WeightKind;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Problems;

class ExportModelTest {
  @TempDir Path root;

  private final Problems problems = new Problems(Runnable::run);
  private final Background background = new Background(Runnable::run, problems);
  private final ExportModel model = new ExportModel(this::export, background);
  private Request asked;
  private boolean failing;

  /** In the window the end of a job waits for the thread that started it; here, for this. */
  private volatile CountDownLatch started = new CountDownLatch(0);

  private Path export(Request request, Progress progress) {
    asked = request;
    Awaitility.await().until(() -> started.getCount() == 0);
    if (failing) {
      throw TagwrightException.input("best.pt is no checkpoint.");
    }
    return request.out();
  }

  private void ask(String checkpoint) {
    model.ask(root.resolve(checkpoint));
    Awaitility.await().until(() -> model.checkpointProperty().get() != null);
  }

  private void start() throws InterruptedException {
    started = new CountDownLatch(1);
    Job<?> job = model.start();
    CountDownLatch ended = new CountDownLatch(1);
    job.onEnd(ended::countDown);
    started.countDown();
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @AfterEach
  void close() {
    background.close();
  }

  @Test
  void aFolderBesideTheCheckpointThatIsNotThereIsProposed() throws Exception {
    Files.createDirectories(root.resolve("best-onnx"));
    ask("best.pt");
    assertThat(model.outProperty().get()).isEqualTo(root.resolve("best-onnx-2"));
  }

  @Test
  void whatIsChosenIsExported() throws Exception {
    ask("best.pt");
    model.inputProperty().set(InputKind.BYTES);
    model.weightsProperty().set(WeightKind.FLOAT16);
    model.batchProperty().set(" 8 ");
    model.samplesProperty().set(false);
    start();
    assertThat(asked)
        .isEqualTo(
            new Request(
                root.resolve("best.pt"),
                root.resolve("best-onnx"),
                new Options(InputKind.BYTES, 8, WeightKind.FLOAT16),
                List.of()));
    assertThat(model.doneProperty().get()).isEqualTo(root.resolve("best-onnx"));
  }

  @Test
  void aBatchThatIsNoNumberCannotBeExported() {
    ask("best.pt");
    assertThat(model.ready().get()).isTrue();
    for (String wrong : List.of("0", "-1", "many", "1.5", "100000")) {
      model.batchProperty().set(wrong);
      assertThat(model.ready().get()).as(wrong).isFalse();
    }
  }

  @Test
  void aFailureIsSaidInTheSheetAndTheNextTryStartsClean() throws Exception {
    failing = true;
    ask("best.pt");
    start();
    assertThat(model.problemProperty().get()).isEqualTo("best.pt is no checkpoint.");
    assertThat(model.doneProperty().get()).isNull();
    assertThat(problems.open()).isEmpty();
    failing = false;
    start();
    assertThat(model.problemProperty().get()).isEmpty();
    assertThat(model.doneProperty().get()).isNotNull();
  }
}
