package org.tagwright.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tagwright.common.TagwrightException;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdPoint;

/**
 * What stands in a {@code report.json}: enough to show an evaluation without computing it again.
 *
 * @param folder where the report lies
 * @param images how many were evaluated
 * @param skipped how many were left out
 * @param threshold the global one
 * @param perClassThresholds whether one of each class decided instead
 * @param metrics all of them
 * @param baseline weighted F1 of the same labels for every image
 * @param thresholdCurves by metric
 * @param precisionRecall points (recall, precision) of all decisions pooled, by rising recall
 * @param reliability points (mean score, share of positives), empty bins left out
 */
public record EvaluationSummary(
    Path folder,
    String model,
    String checkpoint,
    String imagesFolder,
    int images,
    int skipped,
    double threshold,
    boolean perClassThresholds,
    Map<Metric, Double> metrics,
    double calibrationError,
    double baseline,
    List<OfClass> classes,
    Map<Metric, List<ThresholdPoint>> thresholdCurves,
    List<Point> precisionRecall,
    List<Point> reliability) {

  /** A class; {@code averagePrecision} is NaN where it has no positives. */
  public record OfClass(
      String name,
      int support,
      int predicted,
      double threshold,
      double precision,
      double recall,
      double f1,
      double averagePrecision) {}

  /** A point of a curve. */
  public record Point(double x, double y) {}

  /**
   * Reads the report in a folder.
   *
   * @throws TagwrightException of kind input where there is none, or it is damaged
   */
  public static EvaluationSummary read(Path folder) {
    Path file = folder.resolve(EvaluationReport.JSON_FILE);
    try {
      JsonNode root = new ObjectMapper().readTree(file.toFile());
      if (root == null || !root.path("metrics").isObject()) {
        throw TagwrightException.input(file + " is no evaluation report.");
      }
      return of(folder, root);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  private static EvaluationSummary of(Path folder, JsonNode root) {
    Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
    Map<Metric, List<ThresholdPoint>> curves = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      metrics.put(metric, number(root.at("/metrics/" + metric.key())));
      List<ThresholdPoint> curve = new ArrayList<>();
      for (JsonNode point : root.at("/threshold_curves/" + metric.key())) {
        curve.add(new ThresholdPoint(number(point.path(0)), number(point.path(1))));
      }
      if (!curve.isEmpty()) {
        curves.put(metric, List.copyOf(curve));
      }
    }
    List<OfClass> classes = new ArrayList<>();
    for (JsonNode one : root.path("classes")) {
      classes.add(
          new OfClass(
              one.path("name").asText(),
              one.path("support").asInt(),
              one.path("predicted").asInt(),
              number(one.path("threshold")),
              number(one.path("precision")),
              number(one.path("recall")),
              number(one.path("f1")),
              number(one.path("average_precision"))));
    }
    List<Point> pooled = new ArrayList<>();
    for (JsonNode point : root.at("/precision_recall/threshold_precision_recall")) {
      pooled.add(new Point(number(point.path(2)), number(point.path(1))));
    }
    pooled.sort((a, b) -> Double.compare(a.x(), b.x()));
    List<Point> reliability = new ArrayList<>();
    for (JsonNode bin : root.path("reliability")) {
      if (bin.path("count").asLong() > 0) {
        reliability.add(
            new Point(number(bin.path("mean_score")), number(bin.path("positive_share"))));
      }
    }
    return new EvaluationSummary(
        folder,
        root.path("model").asText(),
        root.path("checkpoint").asText(),
        root.path("images_folder").asText(),
        root.path("images").asInt(),
        root.path("skipped_images").asInt(),
        number(root.path("threshold")),
        root.path("per_class_thresholds").asBoolean(),
        metrics,
        number(root.path("expected_calibration_error")),
        number(root.at("/same_labels_for_every_image/weighted_f1")),
        List.copyOf(classes),
        curves,
        List.copyOf(pooled),
        List.copyOf(reliability));
  }

  private static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }
}
