package org.tagwright.ui.runs;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.metric.Metric;
import org.tagwright.ui.common.Titled;
import org.tagwright.ui.common.plot.PlotCard;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.runs.RunCharts.Pace;

/** The four charts of a run, above one x axis. */
final class ChartsPane extends VBox {
  private static final double WIDE_ENOUGH_FOR_HINT = 640;
  private static final double MOST_SMOOTHING = 0.99;

  /** Narrower than this, pixels, the charts stand one below the other. */
  private static final double TWO_COLUMNS = 620;

  private static final double LOWEST_CHART = 170;

  private final ChartsModel model;

  ChartsPane(
      ChartsModel model,
      BiConsumer<String, WritableImage> savePng,
      BiConsumer<String, String> saveCsv) {
    this.model = model;
    getStyleClass().add("charts-pane");
    PlotCard loss = new PlotCard("Loss", model.link()).saving(savePng, saveCsv);
    PlotCard scores = new PlotCard("Scores", model.link()).saving(savePng, saveCsv);
    PlotCard rates = new PlotCard("Learning rate", model.link()).saving(savePng, saveCsv);
    PlotCard pace = new PlotCard("Speed", model.link()).saving(savePng, saveCsv);
    scores.tool(metrics());
    pace.tool(paces());
    rates.plot().logYProperty().set(true);
    loss.plot().contentProperty().bind(model.lossProperty());
    scores.plot().contentProperty().bind(model.scoresProperty());
    rates.plot().contentProperty().bind(model.ratesProperty());
    pace.plot().contentProperty().bind(model.pacesProperty());
    for (PlotCard card : List.of(loss, scores, rates)) {
      card.legendVisibleProperty().bind(model.aloneProperty());
    }
    pace.legendVisibleProperty().set(false);
    loss.setId("chart-loss");
    scores.setId("chart-scores");
    rates.setId("chart-rates");
    pace.setId("chart-pace");
    List<PlotCard> charts = List.of(loss, scores, rates, pace);
    GridPane grid = new GridPane();
    grid.setHgap(12);
    grid.setVgap(12);
    ScrollPane scroll = new ScrollPane(grid);
    scroll.getStyleClass().add("plain");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    arrange(grid, charts, 2);
    widthProperty()
        .addListener(
            (all, old, width) -> arrange(grid, charts, width.doubleValue() < TWO_COLUMNS ? 1 : 2));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(tools(), scroll);
  }

  /** Charts in as many columns; the loss and the scores get a little more height than the rest. */
  private static void arrange(GridPane grid, List<PlotCard> charts, int columns) {
    if (grid.getColumnConstraints().size() == columns) {
      return;
    }
    grid.getChildren().clear();
    grid.getColumnConstraints().clear();
    grid.getRowConstraints().clear();
    int rows = charts.size() / columns;
    for (int i = 0; i < columns; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      grid.getColumnConstraints().add(column);
    }
    for (int i = 0; i < rows; i++) {
      RowConstraints row = new RowConstraints();
      row.setVgrow(Priority.ALWAYS);
      row.setPercentHeight((i < rows / 2 ? 112.0 : 88.0) / rows);
      row.setMinHeight(LOWEST_CHART);
      grid.getRowConstraints().add(row);
    }
    grid.setMinHeight(rows * (LOWEST_CHART + 24));
    for (int i = 0; i < charts.size(); i++) {
      grid.add(charts.get(i), i % columns, i / columns);
    }
  }

  private HBox tools() {
    Segments<Boolean> axis =
        new Segments<>(List.of(false, true), overTime -> overTime ? "Time" : "Epochs");
    axis.valueProperty().set(model.overTimeProperty().get());
    axis.valueProperty().addListener((all, was, on) -> model.overTimeProperty().set(on));
    Slider smoothing = new Slider(0, MOST_SMOOTHING, 0);
    smoothing.setAccessibleText("Smoothing of the training loss");
    smoothing.setTooltip(new Tooltip("Moving average of the training loss; 0 shows it as it is"));
    smoothing.valueProperty().bindBidirectional(model.smoothingProperty());
    smoothing.setPrefWidth(130);
    Label amount = Texts.empty("muted", "small");
    amount.setMinWidth(30);
    amount
        .textProperty()
        .bind(smoothing.valueProperty().map(value -> Units.decimal(value.doubleValue(), 2)));
    Label word = Texts.whole("Smoothing", "muted", "small");
    Label hint = Texts.empty("subtle", "small");
    hint.textProperty()
        .bind(
            Bindings.when(model.aloneProperty())
                .then("Drag to zoom · Shift-drag to pan · double-click for all")
                .otherwise("Colours as in the list · full: validation · dashed: training"));
    hint.setMinWidth(0);
    hint.visibleProperty().bind(widthProperty().greaterThan(WIDE_ENOUGH_FOR_HINT));
    HBox tools = new Row(8, axis, word, smoothing, amount, new Spacer(), hint);
    return tools;
  }

  private Node metrics() {
    MenuButton menu =
        Menus.icon(
            "mdi2t-tune-variant",
            "Metrics shown; of several runs only the first",
            "plot-tool",
            List.of());
    for (Metric metric : Metric.values()) {
      CheckMenuItem item = new CheckMenuItem(metric.title());
      item.setMnemonicParsing(false);
      item.setSelected(model.metrics().contains(metric));
      item.setOnAction(e -> model.choose(metric, item.isSelected()));
      menu.getItems().add(item);
    }
    return menu;
  }

  private Node paces() {
    ComboBox<Pace> choice = new ComboBox<>();
    choice.getItems().setAll(Pace.values());
    choice.setConverter(Titled.by(Pace::title));
    choice.valueProperty().bindBidirectional(model.paceProperty());
    choice.getStyleClass().add("pace-choice");
    choice.setAccessibleText("Measure of speed");
    return choice;
  }
}
