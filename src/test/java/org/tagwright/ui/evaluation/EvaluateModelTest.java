package org.tagwright.ui.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.evaluation.EvaluationService;
import org.tagwright.evaluation.EvaluationSummary;
import org.tagwright.evaluation.EvaluationSummaryTest;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Problems;

class EvaluateModelTest {
  @TempDir Path root;

  private final Problems problems = new Problems(Runnable::run);
  private final Background background = new Background(Runnable::run, problems);
  private EvaluationService.Request asked;
  private boolean failing;
  private EvaluateModel model;

  private void prepare(String... folders) throws IOException {
    for (String folder : folders) {
      Files.createDirectories(root.resolve("data").resolve(folder));
    }
    ExperimentConfig config =
        ConfigJson.parse(
            "{\"data\": {\"root\": \"%s/data\"}, \"output\": {\"predictions\": \"%s/out\"}}"
                .formatted(root, root)
                .replace('\\', '/'),
            "the test");
    model = new EvaluateModel(this::evaluate, background, () -> config);
  }

  private EvaluationSummary evaluate(EvaluationService.Request request, Progress progress) {
    asked = request;
    if (failing) {
      throw TagwrightException.input("labels/7.cls:2: no class index.");
    }
    return EvaluationSummaryTest.evaluate(request, progress);
  }

  @AfterEach
  void close() {
    background.close();
  }

  private static void await(Job<?> job) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    job.onEnd(ended::countDown);
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void labelledTestImagesAreProposedWhereThereAreSome() throws Exception {
    prepare("images/test-resized", "labels/test", "images/train-resized", "labels/train");
    await(model.ask(root.resolve("best_model.pt")));
    assertThat(model.imagesProperty().get()).endsWith(Path.of("images", "test-resized"));
    assertThat(model.labelsProperty().get()).endsWith(Path.of("labels", "test"));
    assertThat(model.outProperty().get().toString()).contains("evaluation-best_model-");
  }

  @Test
  void otherwiseTheTrainingImagesAreAndWhatWasChosenStays() throws Exception {
    prepare("images/test-resized", "images/train-resized", "labels/train");
    await(model.ask(root.resolve("best_model.pt")));
    assertThat(model.imagesProperty().get()).endsWith(Path.of("images", "train-resized"));
    model.imagesProperty().set(root.resolve("mine"));
    await(model.ask(root.resolve("other.pt")));
    assertThat(model.imagesProperty().get()).isEqualTo(root.resolve("mine"));
    assertThat(model.outProperty().get().toString()).contains("evaluation-other-");
  }

  @Test
  void theReportIsShownWhenItIsThere() throws Exception {
    prepare();
    await(model.ask(root.resolve("best_model.pt")));
    model.perClassProperty().set(true);
    await(model.start());
    assertThat(asked.perClass()).isTrue();
    assertThat(model.summaryProperty().get().images()).isEqualTo(400);
    model.dismiss();
    assertThat(model.summaryProperty().get()).isNull();
  }

  @Test
  void whatIsWrongWithTheLabelsIsSaid() throws Exception {
    prepare();
    failing = true;
    await(model.ask(root.resolve("best_model.pt")));
    await(model.start());
    assertThat(model.summaryProperty().get()).isNull();
    assertThat(problems.open().get(0).message()).contains("7.cls:2");
  }
}
