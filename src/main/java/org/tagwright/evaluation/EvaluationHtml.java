package org.tagwright.evaluation;

import static org.tagwright.evaluation.SvgPlot.escaped;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tagwright.metric.ClassScore;
import org.tagwright.metric.Confusions.Confusion;
import org.tagwright.metric.Metric;
import org.tagwright.metric.TunedThreshold;
import org.tagwright.results.Column;

/**
 * An evaluation as one HTML page that needs no other file and no script; dark where the reader's
 * system is, light on paper.
 */
final class EvaluationHtml {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private final EvaluationReport report;
  private final EvaluationPlots plots;
  private final StringBuilder html = new StringBuilder();

  private EvaluationHtml(EvaluationReport report) {
    this.report = report;
    this.plots = new EvaluationPlots(report);
  }

  static String of(EvaluationReport report) {
    return new EvaluationHtml(report).page();
  }

  private String page() {
    EvaluationReport.Subject subject = report.subject();
    html.append("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>")
        .append("<meta name='viewport' content='width=device-width, initial-scale=1'>")
        .append("<meta name='color-scheme' content='light dark'>")
        .append("<title>Evaluation of ")
        .append(escaped(subject.model()))
        .append("</title>\n<style>\n")
        .append(style())
        .append("</style></head>\n<body><main>\n");
    header();
    cards();
    html.append("<div class='plots'>\n");
    figure(
        "Metrics against the threshold",
        report.classThresholds().isEmpty()
            ? "Predicted is every class whose score is above the threshold. The line marks the one"
                + " in use."
            : "With one threshold for all classes; in use is one of each class.",
        plots.thresholdCurves());
    figure(
        "Precision and recall",
        "All decisions pooled; average precision %s. The dot is the threshold in use, the thin lines join equal F1."
            .formatted(score(report.precisionRecall().averagePrecision())),
        plots.precisionRecall());
    figure(
        "Reliability",
        "Share of positives against mean score, by score. On the diagonal scores are probabilities; expected calibration error %s."
            .formatted(score(report.calibration().expectedError())),
        plots.reliability());
    tunedTable();
    html.append("</div>\n");
    classTable();
    confusions();
    classCurves();
    html.append("<footer>Made by Tagwright on ")
        .append(MINUTE.format(subject.made().atZone(ZoneId.systemDefault())))
        .append(". The same numbers stand in report.json and classes.csv.</footer>\n")
        .append("</main></body></html>\n");
    return html.toString();
  }

  private static String style() {
    try (InputStream in = EvaluationHtml.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header() {
    EvaluationReport.Subject subject = report.subject();
    html.append("<header><h1>")
        .append(escaped(subject.model()))
        .append(" <span>evaluated on ")
        .append(String.format(Locale.ROOT, "%,d images</span></h1>\n<dl>", report.images()));
    term("Checkpoint", subject.checkpoint().toString());
    term("Images", subject.images().toString());
    term("Labels", subject.labels().toString());
    term(
        "Threshold",
        report.classThresholds().isEmpty() ? number(report.threshold()) : report.thresholdWords());
    term("Classes", Integer.toString(report.classNames().size()));
    if (subject.skipped() > 0) {
      term("Left out", subject.skipped() + " images (broken or without labels)");
    }
    html.append("</dl></header>\n");
  }

  private void term(String name, String value) {
    html.append("<div><dt>%s</dt><dd>%s</dd></div>".formatted(name, escaped(value)));
  }

  private void cards() {
    html.append("<section class='cards'>\n");
    for (Metric metric : Metric.values()) {
      card(metric.title(), score(report.atThreshold().get(metric)), "");
    }
    card("Calibration error", score(report.calibration().expectedError()), "lower is better");
    card(
        "Floor of weighted F1",
        score(report.floor().weightedF1()),
        "the same labels for every image");
    html.append("</section>\n");
  }

  private void card(String name, String value, String note) {
    html.append("<div class='card'><b>%s</b><span>%s</span>".formatted(value, name));
    if (!note.isEmpty()) {
      html.append("<small>").append(note).append("</small>");
    }
    html.append("</div>\n");
  }

  private void figure(String title, String caption, String drawing) {
    html.append(
        "<figure><h2>%s</h2>%s<figcaption>%s</figcaption></figure>\n"
            .formatted(title, drawing, caption));
  }

  private void tunedTable() {
    html.append(
        """
        <figure><h2>What a better threshold would give</h2>
        <p>The best threshold for each metric on these very images: an upper bound, not a fair score.</p>
        <table><thead><tr><th>Metric</th><th class='n'>In use</th><th class='n'>Best</th>\
        <th class='n'>at threshold</th></tr></thead><tbody>
        """);
    for (Map.Entry<Metric, TunedThreshold> entry : report.best().entrySet()) {
      Metric metric = entry.getKey();
      html.append(
          "<tr><td>%s</td><td class='n'>%s</td><td class='n'>%s</td><td class='n'>%s</td></tr>\n"
              .formatted(
                  metric.title(),
                  score(report.atThreshold().get(metric)),
                  score(entry.getValue().score()),
                  metric == Metric.MAP ? "any" : score(entry.getValue().threshold())));
    }
    html.append("</tbody></table></figure>\n");
  }

  private void classTable() {
    html.append(
        """
        <section><h2>Classes</h2>
        <p>By support. The bar is F1 at the threshold in use; the tick is the best F1 with a threshold of the \
        class's own.</p>
        <table class='classes'><thead><tr><th>Class</th><th class='n'>Support</th><th class='n'>Predicted</th>\
        <th class='n'>Threshold</th><th class='bar'>F1</th><th class='n'></th><th class='n'>Precision</th><th class='n'>Recall</th>\
        <th class='n'>AP</th><th class='n'>Best threshold</th><th class='n'>F1 there</th></tr></thead><tbody>
        """);
    List<ClassScore> bySupport =
        report.atThreshold().perClass().stream()
            .sorted(Comparator.comparingInt(ClassScore::support).reversed())
            .toList();
    for (ClassScore one : bySupport) {
      TunedThreshold own = report.bestPerClass().get(one.index());
      html.append(
          String.format(
              Locale.ROOT,
              "<tr%s><td>%s</td><td class='n'>%,d</td><td class='n'>%,d</td>"
                  + "<td class='n'>%s</td><td class='bar'><i style='width:%.1f%%'></i>%s</td>"
                  + "<td class='n'>%s</td><td class='n'>%s</td><td class='n'>%s</td>"
                  + "<td class='n'>%s</td><td class='n'>%s</td><td class='n'>%s</td></tr>\n",
              one.support() == 0 ? " class='none'" : "",
              escaped(report.classNames().get(one.index())),
              one.support(),
              one.predicted(),
              score(report.thresholdOf(one.index())),
              100 * one.f1(),
              one.support() == 0
                  ? ""
                  : String.format(Locale.ROOT, "<u style='left:%.1f%%'></u>", 100 * own.score()),
              score(one.f1()),
              score(one.precision()),
              score(one.recall()),
              score(one.averagePrecision()),
              one.support() == 0 ? "–" : score(own.threshold()),
              one.support() == 0 ? "–" : score(own.score())));
    }
    html.append("</tbody></table></section>\n");
  }

  private void confusions() {
    if (report.confusions().isEmpty()) {
      return;
    }
    html.append(
        """
        <section><h2>Confusions</h2>
        <p>Images in which a class that is there was missed while one that is not there was predicted.</p>
        <table><thead><tr><th>Missed</th><th>Predicted</th><th class='n'>Images</th>\
        <th class='n'>of all where it was missed</th></tr></thead><tbody>
        """);
    for (Confusion c : report.confusions()) {
      html.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%s</td><td>%s</td><td class='n'>%,d</td><td class='n'>%.0f %%</td></tr>\n",
              escaped(report.classNames().get(c.missedClass())),
              escaped(report.classNames().get(c.predictedClass())),
              c.images(),
              100 * c.share()));
    }
    html.append("</tbody></table></section>\n");
  }

  private void classCurves() {
    html.append("<section><h2>Precision and recall of each class</h2><div class='small'>\n");
    for (int k = 0; k < report.classNames().size(); k++) {
      if (report.atThreshold().perClass().get(k).support() > 0) {
        html.append(
            "<figure>%s<figcaption>%s <b>%s</b></figcaption></figure>\n"
                .formatted(
                    plots.smallPrecisionRecall(k),
                    escaped(report.classNames().get(k)),
                    score(report.classPrecisionRecall().get(k).averagePrecision())));
      }
    }
    html.append("</div></section>\n");
  }

  static String score(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String number(double value) {
    return new Column("", "", Column.Format.NUMBER).show(value);
  }
}
