package org.tagwright.evaluation;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Units;
import org.tagwright.metric.ClassScore;
import org.tagwright.metric.Confusions.Confusion;
import org.tagwright.metric.Metric;
import org.tagwright.metric.OccurringClasses;
import org.tagwright.metric.TunedThreshold;
import org.tagwright.results.Column;

/**
 * An evaluation as one HTML page that needs no other file and no script; dark where the reader's
 * system is, light on paper. The page is {@code report.mustache}, filled with a {@link Page}: text
 * is escaped, drawings are not.
 */
final class EvaluationHtml {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);
  private static final Template TEMPLATE = Mustache.compiler().compile(resource("report.mustache"));

  private EvaluationHtml() {}

  /**
   * What the template shows, all of it as people read it.
   *
   * @param absent says that classes never occur, or {@code null}: all do
   */
  private record Page(
      String model,
      String style,
      String images,
      List<Term> terms,
      List<Card> cards,
      List<Figure> figures,
      List<Tuned> tuned,
      List<ClassRow> classes,
      List<ClassRow> absentClasses,
      boolean hasConfusions,
      List<ConfusionRow> confusions,
      List<Curve> curves,
      @Nullable String absent,
      String made) {}

  private record Term(String name, String value) {}

  /** One big number; {@code note} may be {@code null}. */
  private record Card(String name, String value, @Nullable String note) {}

  private record Figure(String title, String caption, String drawing) {}

  private record Tuned(String metric, String inUse, String best, String threshold) {}

  private record ClassRow(
      String name,
      boolean occurs,
      String support,
      String predicted,
      String threshold,
      String f1,
      String f1Percent,
      String precision,
      String recall,
      String averagePrecision,
      String bestThreshold,
      String bestF1,
      String bestPercent) {}

  private record ConfusionRow(String missed, String predicted, String images, String share) {}

  private record Curve(String name, String drawing, String averagePrecision) {}

  static String of(EvaluationReport report) {
    OccurringClasses occurring = report.atThreshold().occurring();
    return TEMPLATE.execute(
        new Page(
            report.subject().name(),
            resource("report.css"),
            count(report.images()),
            terms(report),
            cards(report),
            figures(report),
            tuned(report),
            classes(report, true),
            classes(report, false),
            !report.confusions().isEmpty(),
            report.confusions().stream().map(c -> confusion(report, c)).toList(),
            curves(report),
            occurring.allOccur() ? null : occurring.words() + ".",
            MINUTE.format(report.subject().made().atZone(ZoneId.systemDefault()))));
  }

  private static String resource(String name) {
    try (InputStream in = EvaluationHtml.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Term> terms(EvaluationReport report) {
    EvaluationReport.Subject subject = report.subject();
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("Checkpoint", subject.checkpoint().toString()));
    terms.add(new Term("Images", subject.images().toString()));
    terms.add(new Term("Labels", subject.labels().toString()));
    terms.add(
        new Term(
            "Threshold",
            report.classThresholds().isEmpty()
                ? new Column("", "", Column.Format.NUMBER).show(report.threshold())
                : report.thresholdWords()));
    terms.add(new Term("Classes", Integer.toString(report.classNames().size())));
    if (subject.skipped() > 0) {
      terms.add(new Term("Left out", subject.skipped() + " images (broken or without labels)"));
    }
    return terms;
  }

  private static List<Card> cards(EvaluationReport report) {
    List<Card> cards = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      cards.add(new Card(metric.title(), score(report.atThreshold().get(metric)), null));
    }
    OccurringClasses occurring = report.atThreshold().occurring();
    if (!occurring.allOccur()) {
      cards.add(
          new Card(
              "Macro F1, occurring classes",
              score(occurring.macroF1()),
              "%d of %d classes".formatted(occurring.occurring(), occurring.classes())));
    }
    cards.add(
        new Card(
            "Calibration error", score(report.calibration().expectedError()), "lower is better"));
    cards.add(
        new Card(
            "Baseline weighted F1",
            score(report.baseline().weightedF1()),
            "the same labels for every image"));
    return cards;
  }

  private static List<Figure> figures(EvaluationReport report) {
    EvaluationPlots plots = new EvaluationPlots(report);
    return List.of(
        new Figure(
            "Metrics against the threshold",
            report.classThresholds().isEmpty()
                ? "Predicted is every class whose score is above the threshold. The line marks the"
                    + " one in use."
                : "With one threshold for all classes; in use is one of each class.",
            plots.thresholdCurves()),
        new Figure(
            "Precision and recall",
            "All decisions pooled; average precision %s. The dot is the threshold in use, the thin lines join equal F1."
                .formatted(score(report.precisionRecall().averagePrecision())),
            plots.precisionRecall()),
        new Figure(
            "Reliability",
            "Share of positives against mean score, by score. On the diagonal scores are probabilities; expected calibration error %s."
                .formatted(score(report.calibration().expectedError())),
            plots.reliability()));
  }

  private static List<Tuned> tuned(EvaluationReport report) {
    List<Tuned> rows = new ArrayList<>();
    report
        .best()
        .forEach(
            (metric, best) ->
                rows.add(
                    new Tuned(
                        metric.title(),
                        score(report.atThreshold().get(metric)),
                        score(best.score()),
                        metric == Metric.MAP ? "any" : score(best.threshold()))));
    return rows;
  }

  private static List<ClassRow> classes(EvaluationReport report, boolean occurring) {
    return report.atThreshold().perClass().stream()
        .filter(one -> one.support() > 0 == occurring)
        .sorted(Comparator.comparingInt(ClassScore::support).reversed())
        .map(one -> classRow(report, one))
        .toList();
  }

  private static ClassRow classRow(EvaluationReport report, ClassScore one) {
    TunedThreshold own = report.bestPerClass().get(one.index());
    boolean occurs = one.support() > 0;
    return new ClassRow(
        report.classNames().get(one.index()),
        occurs,
        count(one.support()),
        count(one.predicted()),
        score(report.thresholdOf(one.index())),
        score(one.f1()),
        percent(one.f1(), 1),
        score(one.precision()),
        score(one.recall()),
        score(one.averagePrecision()),
        occurs ? score(own.threshold()) : "–",
        occurs ? score(own.score()) : "–",
        percent(own.score(), 1));
  }

  private static ConfusionRow confusion(EvaluationReport report, Confusion confusion) {
    return new ConfusionRow(
        report.classNames().get(confusion.missedClass()),
        report.classNames().get(confusion.predictedClass()),
        count(confusion.images()),
        percent(confusion.share(), 0));
  }

  private static List<Curve> curves(EvaluationReport report) {
    EvaluationPlots plots = new EvaluationPlots(report);
    return IntStream.range(0, report.classNames().size())
        .filter(k -> report.atThreshold().perClass().get(k).support() > 0)
        .mapToObj(
            k ->
                new Curve(
                    report.classNames().get(k),
                    plots.smallPrecisionRecall(k),
                    score(report.classPrecisionRecall().get(k).averagePrecision())))
        .toList();
  }

  private static String count(long number) {
    return Units.count(number);
  }

  private static String percent(double share, int digits) {
    return Units.text("%." + digits + "f", 100 * share);
  }

  static String score(double value) {
    return Units.decimal(value, 3);
  }
}
