package org.tagwright.evaluation;

import static org.tagwright.evaluation.EvaluationHtml.score;
import static org.tagwright.evaluation.SvgPlot.escaped;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tagwright.common.Units;
import org.tagwright.evaluation.SvgPlot.Point;
import org.tagwright.metric.Calibration;
import org.tagwright.metric.ClassScore;
import org.tagwright.metric.Metric;
import org.tagwright.metric.PrecisionRecallCurve;
import org.tagwright.metric.ThresholdPoint;

/** The drawings of an evaluation's HTML page. */
final class EvaluationPlots {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 380;

  private final EvaluationReport report;

  EvaluationPlots(EvaluationReport report) {
    this.report = report;
  }

  /** Every thresholded metric, with a legend. */
  String thresholdCurves() {
    SvgPlot plot =
        new SvgPlot(WIDTH, HEIGHT, "Metrics against the threshold", "Threshold", "Score");
    StringBuilder legend = new StringBuilder("<ul class='legend'>");
    int series = 1;
    for (Map.Entry<Metric, List<ThresholdPoint>> entry : report.thresholdCurves().entrySet()) {
      String title = entry.getKey().title();
      String style = "s" + series++;
      plot.curve(
          entry.getValue().stream().map(p -> new Point(p.threshold(), p.score())).toList(),
          style,
          "%s: %s at %s"
              .formatted(
                  title, score(report.atThreshold().get(entry.getKey())), report.thresholdWords()));
      legend.append("<li><i class='%s'></i>%s</li>".formatted(style, escaped(title)));
    }
    if (report.classThresholds().isEmpty()) {
      plot.mark(report.threshold(), score(report.threshold()));
    }
    return plot.svg() + legend + "</ul>";
  }

  /** Pooled, with lines of equal F1 and the point in use. */
  String precisionRecall() {
    SvgPlot plot = new SvgPlot(WIDTH, HEIGHT, "Precision against recall", "Recall", "Precision");
    for (int tenth = 2; tenth <= 8; tenth += 2) {
      double f1 = tenth / 10.0;
      plot.curve(equalF1(f1), "equal", "F1 = " + f1);
    }
    plot.curve(points(report.precisionRecall()), "s1", "All decisions pooled");
    double hits = 0;
    double predicted = 0;
    double support = 0;
    for (ClassScore one : report.atThreshold().perClass()) {
      hits += one.recall() * one.support();
      predicted += one.predicted();
      support += one.support();
    }
    if (predicted > 0 && support > 0) {
      double precision = hits / predicted;
      double recall = hits / support;
      plot.dot(
          recall,
          precision,
          "s2",
          "In use (%s): precision %s, recall %s"
              .formatted(report.thresholdWords(), score(precision), score(recall)));
    }
    return plot.svg();
  }

  private static List<Point> equalF1(double f1) {
    List<Point> points = new ArrayList<>();
    double least = f1 / (2 - f1); // there precision is 1
    for (int i = 0; i <= 50; i++) {
      // Closer together where the line is steep.
      double recall = least + (1 - least) * Math.pow(i / 50.0, 3);
      points.add(new Point(recall, f1 * recall / (2 * recall - f1)));
    }
    return points;
  }

  /** Bars of how many decisions there are, on a logarithmic scale, behind the reliability line. */
  String reliability() {
    SvgPlot plot =
        new SvgPlot(
            WIDTH, HEIGHT, "Share of positives against mean score", "Score", "Share of positives");
    List<Calibration.Bin> bins = report.calibration().bins();
    double most = bins.stream().mapToLong(Calibration.Bin::count).max().orElse(1);
    List<Point> line = new ArrayList<>();
    for (Calibration.Bin bin : bins) {
      if (bin.count() > 0) {
        line.add(new Point(bin.meanScore(), bin.positiveShare()));
        plot.bar(
            bin.lower(),
            bin.upper(),
            0.3 * Math.log1p((double) bin.count()) / Math.log1p(most),
            "amount",
            Units.text("%,d decisions", bin.count()));
      }
    }
    plot.guide(0, 0, 1, 1);
    plot.curve(line, "s1", "Reliability");
    for (Calibration.Bin bin : bins) {
      if (bin.count() > 0) {
        plot.dot(
            bin.meanScore(),
            bin.positiveShare(),
            "s1",
            Units.text(
                "mean score %.3f, %.1f%% positive of %,d",
                bin.meanScore(), 100 * bin.positiveShare(), bin.count()));
      }
    }
    return plot.svg()
        + "<ul class='legend'><li><i class='s1'></i>Share of positives</li>"
        + "<li><i class='amount'></i>Number of decisions (log scale)</li></ul>";
  }

  /** One class, without axes. */
  String smallPrecisionRecall(int classIndex) {
    StringBuilder path = new StringBuilder();
    for (Point point : points(report.classPrecisionRecall().get(classIndex))) {
      path.append(path.length() == 0 ? "M" : "L")
          .append(Units.text("%.1f %.1f", 100 * point.x(), 60 * (1 - point.y())));
    }
    return "<svg viewBox='-2 -2 104 64' role='img' aria-label='Precision against recall of %s'>"
            .formatted(escaped(report.classNames().get(classIndex)))
        + "<rect class='frame' width='100' height='60'/><path class='curve s1' d='"
        + path
        + "'/></svg>";
  }

  /** The curve from recall 0 on, where it has the precision of its first point. */
  private static List<Point> points(PrecisionRecallCurve curve) {
    List<Point> points = new ArrayList<>();
    for (PrecisionRecallCurve.Point point : curve.points()) {
      if (points.isEmpty()) {
        points.add(new Point(0, point.precision()));
      }
      points.add(new Point(point.recall(), point.precision()));
    }
    return points;
  }
}
