package org.tagwright.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.metric.Calibration;
import org.tagwright.metric.ClassScore;
import org.tagwright.metric.Confusions;
import org.tagwright.metric.ConstantPrediction;
import org.tagwright.metric.LabelledScores;
import org.tagwright.metric.Metric;
import org.tagwright.metric.MultiLabelScores;
import org.tagwright.metric.PrecisionRecallCurve;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.metric.ThresholdSearch;
import org.tagwright.metric.TunedThreshold;
import org.tagwright.results.Column;
import org.tagwright.results.Column.Format;
import org.tagwright.results.TableData;
import org.tagwright.results.TableText;

/**
 * Everything that scores and truth say about a model: all metrics, the curves, each class, the
 * confusions. Written as {@code report.json}, {@code classes.csv} and {@code report.html}.
 *
 * @param threshold a class is predicted above it
 * @param classThresholds by class index, which decide then; empty: {@code threshold} decides
 * @param atThreshold all metrics there
 * @param best for each metric the threshold that would be best on these very images, and its value:
 *     how much there is to gain by tuning, not a fair score
 * @param thresholdCurves each thresholded metric at 101 thresholds
 * @param precisionRecall of all decisions pooled
 * @param classPrecisionRecall by class index
 * @param bestPerClass the F1-optimal threshold of each class on these images, by class index
 * @param calibration of all decisions pooled
 * @param confusions the most frequent, at most 30
 * @param baseline the best that can be done without looking at the images
 */
public record EvaluationReport(
    Subject subject,
    List<String> classNames,
    int images,
    double threshold,
    List<Double> classThresholds,
    MultiLabelScores atThreshold,
    Map<Metric, TunedThreshold> best,
    Map<Metric, List<ThresholdPoint>> thresholdCurves,
    PrecisionRecallCurve precisionRecall,
    List<PrecisionRecallCurve> classPrecisionRecall,
    List<TunedThreshold> bestPerClass,
    Calibration calibration,
    List<Confusions.Confusion> confusions,
    ConstantPrediction baseline) {

  public static final String JSON_FILE = "report.json";
  public static final String CSV_FILE = "classes.csv";
  public static final String HTML_FILE = "report.html";

  private static final int CURVE_POINTS = 101;
  private static final int POOLED_POINTS = 300;
  private static final int CLASS_POINTS = 60;
  private static final int BINS = 15;
  private static final int MOST_CONFUSIONS = 30;

  /**
   * What was evaluated on what.
   *
   * @param skipped images left out because they were broken or had no label file
   */
  public record Subject(
      @Nullable String model,
      Path checkpoint,
      Path images,
      Path labels,
      int skipped,
      Instant made) {
    /** The model's name, or else the file's: a checkpoint of another program may not say it. */
    public String name() {
      return model == null ? String.valueOf(checkpoint.getFileName()) : model;
    }
  }

  /**
   * Computes everything. Takes a second or two for 40,000 images of 80 classes.
   *
   * @param classThresholds one per class, or empty: {@code threshold} decides for all
   */
  public static EvaluationReport of(
      Subject subject,
      List<String> classNames,
      LabelledScores data,
      double threshold,
      List<Double> classThresholds) {
    if (classNames.size() != data.classes()) {
      throw new IllegalArgumentException(
          classNames.size() + " names for " + data.classes() + " classes");
    }
    double[] thresholds = new double[data.classes()];
    Arrays.setAll(thresholds, k -> classThresholds.isEmpty() ? threshold : classThresholds.get(k));
    List<PrecisionRecallCurve> perClass = new ArrayList<>();
    for (int k = 0; k < data.classes(); k++) {
      perClass.add(PrecisionRecallCurve.ofClass(data, k, CLASS_POINTS));
    }
    return new EvaluationReport(
        subject,
        List.copyOf(classNames),
        data.samples(),
        threshold,
        List.copyOf(classThresholds),
        MultiLabelScores.at(data, thresholds),
        ThresholdSearch.exactForEach(data),
        ThresholdSearch.curves(data, EnumSet.complementOf(EnumSet.of(Metric.MAP)), CURVE_POINTS),
        PrecisionRecallCurve.pooled(data, POOLED_POINTS),
        List.copyOf(perClass),
        ThresholdSearch.exactPerClass(data),
        Calibration.pooled(data, BINS),
        Confusions.at(data, thresholds).most(MOST_CONFUSIONS),
        ConstantPrediction.best(data));
  }

  /** The threshold that decides for a class. */
  public double thresholdOf(int classIndex) {
    return classThresholds.isEmpty() ? threshold : classThresholds.get(classIndex);
  }

  /** What decides, in a few words. */
  public String thresholdWords() {
    return classThresholds.isEmpty()
        ? Units.text("threshold %.4f", threshold)
        : Units.text(
            "a threshold of each class, %.4f to %.4f",
            Collections.min(classThresholds), Collections.max(classThresholds));
  }

  /**
   * One row per class, in class order.
   *
   * @return columns class, name, support, predicted, threshold, precision, recall, f1,
   *     average_precision, best_threshold, best_f1
   */
  public TableData perClassTable() {
    List<Column> columns =
        List.of(
            new Column("class", "#", Format.COUNT),
            new Column("name", "Class", Format.TEXT),
            new Column("support", "Support", Format.COUNT),
            new Column("predicted", "Predicted", Format.COUNT),
            new Column("threshold", "Threshold", Format.NUMBER),
            new Column("precision", "Precision", Format.SCORE),
            new Column("recall", "Recall", Format.SCORE),
            new Column("f1", "F1", Format.SCORE),
            new Column("average_precision", "AP", Format.SCORE),
            new Column("best_threshold", "Best threshold", Format.NUMBER),
            new Column("best_f1", "F1 there", Format.SCORE));
    List<List<Object>> rows = new ArrayList<>();
    for (ClassScore one : atThreshold.perClass()) {
      TunedThreshold own = bestPerClass.get(one.index());
      rows.add(
          Arrays.asList(
              (double) one.index(),
              classNames.get(one.index()),
              (double) one.support(),
              (double) one.predicted(),
              thresholdOf(one.index()),
              one.precision(),
              one.recall(),
              one.f1(),
              Double.isNaN(one.averagePrecision()) ? null : one.averagePrecision(),
              own.threshold(),
              own.score()));
    }
    return new TableData(columns, rows);
  }

  /** Writes the three files into {@code folder}, which is made where it is missing. */
  public void write(Path folder) {
    try {
      AtomicFile.writeString(folder.resolve(JSON_FILE), EvaluationJson.of(this));
      AtomicFile.writeString(folder.resolve(CSV_FILE), TableText.csv(perClassTable()));
      AtomicFile.writeString(folder.resolve(HTML_FILE), EvaluationHtml.of(this));
    } catch (IOException e) {
      throw TagwrightException.failure(
          "The report cannot be written into %s: %s. Or choose another folder with --out."
              .formatted(folder, Failures.reason(e)),
          e);
    }
  }
}
