package org.tagwright.ui.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.evaluation.EvaluationReport;
import org.tagwright.evaluation.EvaluationSummary;
import org.tagwright.evaluation.EvaluationSummary.OfClass;
import org.tagwright.evaluation.EvaluationSummary.Point;
import org.tagwright.metric.Metric;
import org.tagwright.metric.OccurringClasses;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.ui.common.plot.PlotAxis;
import org.tagwright.ui.common.plot.PlotCard;
import org.tagwright.ui.common.plot.PlotContent;
import org.tagwright.ui.common.plot.PlotLink;
import org.tagwright.ui.common.plot.PlotSeries;
import org.tagwright.ui.common.widget.AbsentClasses;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.OverlayPane;
import org.tagwright.ui.common.widget.ScoreBarCell;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** An evaluation: all metrics, the curves, each class; the report itself is a click away. */
public final class EvaluationPane extends OverlayPane {
  private static final double PLOT_HEIGHT = 270;

  private final EvaluationSummary summary;

  /**
   * @param open shows a file or folder by the system's programs
   */
  public EvaluationPane(EvaluationSummary summary, Consumer<Path> open, Runnable close) {
    super("Evaluation of " + summary.model(), close, beside(summary, open));
    this.summary = summary;
    getStyleClass().add("evaluation-pane");
    title.setTooltip(new Tooltip(summary.checkpoint()));
    show(new VBox(16, numbers(), plots(), classes()));
  }

  private static Node[] beside(EvaluationSummary summary, Consumer<Path> open) {
    Label on = Texts.of(onWhat(summary), "muted");
    on.setTooltip(new Tooltip(summary.imagesFolder()));
    Button folder =
        Buttons.of("Show files", "mdi2f-folder-outline", () -> open.accept(summary.folder()));
    folder.setMinWidth(USE_PREF_SIZE);
    folder.setTooltip(new Tooltip("HTML, JSON and CSV in " + summary.folder()));
    Button report =
        Buttons.of(
            "Open report",
            "mdi2f-file-chart-outline",
            () -> open.accept(summary.folder().resolve(EvaluationReport.HTML_FILE)),
            "accent");
    report.setMinWidth(USE_PREF_SIZE);
    report.setTooltip(new Tooltip("The page for the browser or print"));
    return new Node[] {on, new Spacer(), folder, report};
  }

  private static String onWhat(EvaluationSummary summary) {
    String text =
        Units.text(
            "on %,d images, %s",
            summary.images(),
            summary.perClassThresholds()
                ? "one threshold per class"
                : Units.text("threshold %.3f", summary.threshold()));
    return summary.skipped() == 0 ? text : text + Units.text(", %,d left out", summary.skipped());
  }

  private FlowPane numbers() {
    FlowPane numbers = new FlowPane(12, 12);
    for (Metric metric : Metric.values()) {
      numbers.getChildren().add(number(metric.title(), summary.metrics().get(metric)));
    }
    numbers.getChildren().add(number("Calibration error", summary.calibrationError()));
    numbers.getChildren().add(number("Baseline weighted F1", summary.baseline()));
    return numbers;
  }

  private static VBox number(String title, double value) {
    VBox box =
        new VBox(
            2, Texts.of(Units.decimal(value, 3), "big-number"), Texts.of(title, "muted", "small"));
    box.getStyleClass().addAll("card", "number-card");
    box.setMinWidth(USE_PREF_SIZE);
    return box;
  }

  private HBox plots() {
    List<PlotSeries> curves = new ArrayList<>();
    for (Map.Entry<Metric, List<ThresholdPoint>> curve : summary.thresholdCurves().entrySet()) {
      curves.add(
          new PlotSeries(
              curve.getKey().title(),
              curves.size(),
              PlotSeries.Style.LINE,
              curve.getValue().stream().mapToDouble(ThresholdPoint::threshold).toArray(),
              curve.getValue().stream().mapToDouble(ThresholdPoint::score).toArray()));
    }
    PlotCard thresholds = plot("Metrics by threshold", curves);
    thresholds.legendBelow();
    PlotCard pooled =
        plot(
            "Precision–recall curve",
            List.of(line("Precision", 0, PlotSeries.Style.LINE, summary.precisionRecall())));
    pooled.legendVisibleProperty().set(false);
    PlotCard reliability =
        plot(
            "Calibration",
            List.of(
                line("Share of positives", 0, PlotSeries.Style.LINE, summary.reliability()),
                line(
                    "Calibrated",
                    7,
                    PlotSeries.Style.DASHED,
                    List.of(new Point(0, 0), new Point(1, 1)))));
    reliability.legendVisibleProperty().set(false);
    return new HBox(14, thresholds, pooled, reliability);
  }

  private static PlotSeries line(
      String name, int color, PlotSeries.Style style, List<Point> points) {
    return new PlotSeries(
        name,
        color,
        style,
        points.stream().mapToDouble(Point::x).toArray(),
        points.stream().mapToDouble(Point::y).toArray());
  }

  private static PlotCard plot(String title, List<PlotSeries> series) {
    PlotLink link = new PlotLink();
    link.xKindProperty().set(PlotAxis.Kind.LINEAR);
    PlotCard card = new PlotCard(title, link);
    card.plot().contentProperty().set(PlotContent.of(series));
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setPrefSize(300, PLOT_HEIGHT);
    card.setMinHeight(PLOT_HEIGHT);
    card.setMinWidth(0);
    return card;
  }

  private VBox classes() {
    AbsentClasses absent = new AbsentClasses();
    absent.show(
        OccurringClasses.of(
            summary.classes().stream().map(OfClass::support).toList(),
            summary.classes().stream().map(OfClass::f1).toList()));
    FilteredList<OfClass> shown =
        new FilteredList<>(
            FXCollections.observableArrayList(
                summary.classes().stream()
                    .sorted(Comparator.comparingInt(OfClass::support).reversed())
                    .toList()));
    shown
        .predicateProperty()
        .bind(absent.shownProperty().map(occurs -> one -> occurs.test(one.support())));
    SortedList<OfClass> sorted = new SortedList<>(shown);
    TableView<OfClass> table = new TableView<>(sorted);
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.getStyleClass().addAll("dense", "evaluation-classes");
    table.setAccessibleText("Scores of each class");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().add(column("Class", OfClass::name, 150));
    table.getColumns().add(numbers("Support", OfClass::support, 76));
    table.getColumns().add(numbers("Predicted", OfClass::predicted, 84));
    table.getColumns().add(numbers("Threshold", c -> Units.decimal(c.threshold(), 3), 84));
    table.getColumns().add(ScoreBarCell.column("F1", OfClass::f1));
    table.getColumns().add(ScoreBarCell.column("Precision", OfClass::precision));
    table.getColumns().add(ScoreBarCell.column("Recall", OfClass::recall));
    table.getColumns().add(ScoreBarCell.column("AP", OfClass::averagePrecision));
    table.setPrefHeight(60 + 32.0 * Math.min(16, summary.classes().size()));
    VBox card = new VBox(12, Texts.of("Classes", "card-title"), absent, table);
    card.getStyleClass().add("card");
    return card;
  }

  private static <T> TableColumn<OfClass, T> column(
      String title, Function<OfClass, T> value, double width) {
    TableColumn<OfClass, T> column = new TableColumn<>(title);
    column.setCellValueFactory(cell -> new SimpleObjectProperty<>(value.apply(cell.getValue())));
    column.setPrefWidth(width);
    return column;
  }

  private static <T> TableColumn<OfClass, T> numbers(
      String title, Function<OfClass, T> value, double width) {
    TableColumn<OfClass, T> column = column(title, value, width);
    column.getStyleClass().add("numeric");
    return column;
  }
}
