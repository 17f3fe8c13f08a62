package org.tagwright.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tagwright.metric.Calibration;
import org.tagwright.metric.ClassScore;
import org.tagwright.metric.Confusions;
import org.tagwright.metric.PrecisionRecallCurve;

/** An evaluation as one JSON object. What is no number (NaN) is null. */
final class EvaluationJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EvaluationJson() {}

  static String of(EvaluationReport report) {
    ObjectNode root = MAPPER.createObjectNode();
    EvaluationReport.Subject subject = report.subject();
    root.put("v", 1)
        .put("model", subject.model())
        .put("checkpoint", subject.checkpoint().toString())
        .put("images_folder", subject.images().toString())
        .put("labels_folder", subject.labels().toString())
        .put("made", subject.made().toString())
        .put("images", report.images())
        .put("skipped_images", subject.skipped())
        .put("threshold", report.threshold())
        .put("per_class_thresholds", !report.classThresholds().isEmpty());
    ObjectNode metrics = root.putObject("metrics");
    report.atThreshold().metrics().forEach((metric, value) -> metrics.put(metric.key(), value));
    ObjectNode best = root.putObject("best_on_these_images");
    report
        .best()
        .forEach(
            (metric, tuned) ->
                best.putObject(metric.key())
                    .put("threshold", tuned.threshold())
                    .put("score", tuned.score()));
    root.put("expected_calibration_error", report.calibration().expectedError());
    ObjectNode baseline = root.putObject("same_labels_for_every_image");
    baseline.put("weighted_f1", report.baseline().weightedF1());
    ArrayNode labels = baseline.putArray("labels");
    report.baseline().labels().forEach(labels::add);
    addClasses(root.putArray("classes"), report);
    ObjectNode curves = root.putObject("threshold_curves");
    report
        .thresholdCurves()
        .forEach(
            (metric, points) -> {
              ArrayNode curve = curves.putArray(metric.key());
              points.forEach(p -> curve.addArray().add(p.threshold()).add(p.score()));
            });
    addCurve(root.putObject("precision_recall"), report.precisionRecall());
    addReliability(root.putArray("reliability"), report.calibration());
    ArrayNode confusions = root.putArray("confusions");
    for (Confusions.Confusion c : report.confusions()) {
      confusions
          .addObject()
          .put("missed", c.missedClass())
          .put("predicted", c.predictedClass())
          .put("images", c.images())
          .put("share_of_missed", c.share());
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void addClasses(ArrayNode classes, EvaluationReport report) {
    List<ClassScore> scores = report.atThreshold().perClass();
    for (ClassScore one : scores) {
      int k = one.index();
      ObjectNode node =
          classes
              .addObject()
              .put("class", k)
              .put("name", report.classNames().get(k))
              .put("support", one.support())
              .put("predicted", one.predicted())
              .put("threshold", report.thresholdOf(k))
              .put("precision", one.precision())
              .put("recall", one.recall())
              .put("f1", one.f1());
      putNumber(node, "average_precision", one.averagePrecision());
      node.put("best_threshold", report.bestPerClass().get(k).threshold())
          .put("best_f1", report.bestPerClass().get(k).score());
      addCurve(node.putObject("precision_recall"), report.classPrecisionRecall().get(k));
    }
  }

  private static void addCurve(ObjectNode node, PrecisionRecallCurve curve) {
    putNumber(node, "average_precision", curve.averagePrecision());
    ArrayNode points = node.putArray("threshold_precision_recall");
    curve
        .points()
        .forEach(p -> points.addArray().add(p.threshold()).add(p.precision()).add(p.recall()));
  }

  private static void addReliability(ArrayNode bins, Calibration calibration) {
    for (Calibration.Bin bin : calibration.bins()) {
      ObjectNode node =
          bins.addObject()
              .put("lower", bin.lower())
              .put("upper", bin.upper())
              .put("count", bin.count());
      putNumber(node, "mean_score", bin.meanScore());
      putNumber(node, "positive_share", bin.positiveShare());
    }
  }

  private static void putNumber(ObjectNode node, String key, double value) {
    if (Double.isNaN(value)) {
      node.putNull(key);
    } else {
      node.put(key, value);
    }
  }
}
