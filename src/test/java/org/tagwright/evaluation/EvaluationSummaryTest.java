package org.tagwright.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.LabelSet;
import org.tagwright.metric.LabelledScores;
import org.tagwright.metric.Metric;

public class EvaluationSummaryTest {
  @TempDir Path folder;

  @Test
  void whatWasWrittenIsReadAgain() {
    EvaluationReport report = report(Path.of("model.pt"), Path.of("images"), Path.of("labels"));
    report.write(folder);
    EvaluationSummary summary = EvaluationSummary.read(folder);
    assertThat(summary.metrics()).isEqualTo(report.atThreshold().metrics());
    assertThat(summary.images()).isEqualTo(400);
    assertThat(summary.calibrationError()).isEqualTo(report.calibration().expectedError());
    assertThat(summary.classes()).hasSize(80);
    assertThat(summary.classes().get(3).f1())
        .isEqualTo(report.atThreshold().perClass().get(3).f1());
    assertThat(summary.thresholdCurves().get(Metric.MACRO_F1))
        .isEqualTo(report.thresholdCurves().get(Metric.MACRO_F1));
    assertThat(summary.precisionRecall()).isNotEmpty();
    assertThat(summary.reliability()).allMatch(p -> p.x() >= 0 && p.y() <= 1);
  }

  @Test
  void aFolderWithoutAReportIsSaid() throws IOException {
    assertThatThrownBy(() -> EvaluationSummary.read(folder))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("report.json");
    Files.writeString(folder.resolve("report.json"), "{}");
    assertThatThrownBy(() -> EvaluationSummary.read(folder)).hasMessageContaining("no evaluation");
  }

  /** Stands for an evaluation: writes a real report of made-up scores. */
  public static EvaluationSummary evaluate(
      org.tagwright.evaluation.EvaluationService.Request request,
      org.tagwright.common.Progress progress) {
    progress.update("evaluating", 1, 2);
    report(request.checkpoint(), request.images(), request.labels()).write(request.out());
    return EvaluationSummary.read(request.out());
  }

  private static EvaluationReport report(Path checkpoint, Path images, Path labels) {
    Random random = new Random(3);
    int classes = LabelSet.COCO.size();
    float[] scores = new float[400 * classes];
    boolean[] targets = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      targets[i] = random.nextFloat() < 0.4 / (1 + i % classes % 17);
      double logit = random.nextGaussian() * 1.2 + (targets[i] ? 1.4 : -2.4);
      scores[i] = (float) (1 / (1 + Math.exp(-logit)));
    }
    return EvaluationReport.of(
        new EvaluationReport.Subject(
            "resnet18", checkpoint, images, labels, 3, Instant.parse("2026-05-06T07:08:09Z")),
        LabelSet.COCO.names(),
        new LabelledScores(scores, targets, 400, classes),
        0.4,
        List.of());
  }
}
