package org.tagwright.ui.common.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Transform;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** A plot with its title, a legend that switches lines on and off, log scale, reset and saving. */
public final class PlotCard extends VBox {
  private static final double PICTURE_SCALE = 2;

  private final String title;
  private final LinePlot plot;
  private final HBox head;
  private final FlowPane legend = new FlowPane(0, 0);
  private List<String> legendNames = List.of();

  public PlotCard(String title, PlotLink link) {
    this.title = title;
    this.plot = new LinePlot(link);
    getStyleClass().addAll("card", "plot-card");
    plot.setAccessibleText(title);
    Label heading = Texts.whole(title, "card-title");
    legend.setAlignment(Pos.CENTER_LEFT);
    legend.visibleProperty().addListener(e -> fillLegend(plot.contentProperty().get()));
    HBox.setHgrow(legend, Priority.ALWAYS);
    head = new Row(10, heading, legend, logButton(), resetButton());
    head.getStyleClass().add("plot-head");
    VBox.setVgrow(plot, Priority.ALWAYS);
    getChildren().addAll(head, plot);
    plot.contentProperty().addListener((all, old, content) -> fillLegend(content));
  }

  /** Whether the legend is needed; not where the colours are explained elsewhere. */
  public BooleanProperty legendVisibleProperty() {
    return legend.visibleProperty();
  }

  /** Puts the legend under the plot, where the card is too narrow to have it beside the title. */
  public void legendBelow() {
    head.getChildren().set(head.getChildren().indexOf(legend), new Spacer());
    getChildren().add(legend);
  }

  public LinePlot plot() {
    return plot;
  }

  /** Puts a control of its own into the chart's head, before the others. */
  public void tool(Node control) {
    head.getChildren().add(head.getChildren().indexOf(legend) + 1, control);
  }

  /**
   * Adds the menu that saves the chart.
   *
   * @param savePng gets the title and the picture
   * @param saveCsv gets the title and the table
   */
  public PlotCard saving(
      BiConsumer<String, WritableImage> savePng, BiConsumer<String, String> saveCsv) {
    MenuItem png = Menus.item("Save as image (PNG)…", () -> savePng.accept(title, picture()));
    MenuItem csv =
        Menus.item(
            "Save as table (CSV)…",
            () ->
                saveCsv.accept(title, PlotCsv.of(xName(), plot.contentProperty().get().series())));
    head.getChildren()
        .add(
            Menus.icon(
                "mdi2d-download-outline", "Save this chart", "plot-tool", List.of(png, csv)));
    return this;
  }

  /** As on the screen but sharper, and without the buttons. */
  private WritableImage picture() {
    List<Node> tools =
        head.getChildren().stream()
            .filter(node -> node != legend && !(node instanceof Label) && node.isVisible())
            .toList();
    tools.forEach(tool -> tool.setOpacity(0));
    SnapshotParameters sharper = new SnapshotParameters();
    sharper.setTransform(Transform.scale(PICTURE_SCALE, PICTURE_SCALE));
    WritableImage picture = snapshot(sharper, null);
    tools.forEach(tool -> tool.setOpacity(1));
    return picture;
  }

  private String xName() {
    return plot.link().xKindProperty().get() == PlotAxis.Kind.DURATION ? "seconds" : "epoch";
  }

  private ToggleButton logButton() {
    ToggleButton log = new ToggleButton("log");
    log.getStyleClass().addAll("flat", "plot-tool");
    log.setTooltip(new Tooltip("Logarithmic scale"));
    log.setAccessibleText("Logarithmic scale of " + title);
    log.setMinWidth(Region.USE_PREF_SIZE);
    log.selectedProperty().bindBidirectional(plot.logYProperty());
    return log;
  }

  private Button resetButton() {
    Button reset =
        Buttons.tool(
            "mdi2f-fit-to-page-outline",
            "Show all again (double-click)",
            () -> plot.link().zoomProperty().set(null));
    reset.setAccessibleText("Show all of " + title);
    return Shown.when(reset, plot.link().zoomProperty().isNotNull());
  }

  private void fillLegend(PlotContent content) {
    Map<String, Integer> colors = new LinkedHashMap<>();
    List<PlotSeries> lines = legend.isVisible() ? content.series() : List.of();
    for (PlotSeries line : lines) {
      if (line.style() != PlotSeries.Style.FAINT) {
        colors.putIfAbsent(line.name(), line.color());
      }
    }
    List<String> names = new ArrayList<>();
    colors.forEach((name, color) -> names.add(name + "#" + color));
    if (names.equals(legendNames)) {
      return;
    }
    legendNames = names;
    legend.getChildren().clear();
    colors.forEach((name, color) -> legend.getChildren().add(chip(name, color)));
  }

  private ToggleButton chip(String name, int color) {
    Rectangle swatch = new Rectangle(10, 3);
    swatch.getStyleClass().add("swatch-" + (Math.floorMod(color, PlotColors.SERIES) + 1));
    ToggleButton chip = new ToggleButton(name, swatch);
    chip.getStyleClass().setAll("plot-chip");
    chip.setMnemonicParsing(false);
    chip.setSelected(!plot.hidden().contains(name));
    chip.setTooltip(new Tooltip("Show or hide; double-click: this one only"));
    chip.selectedProperty()
        .addListener(
            (all, was, on) -> {
              if (on) {
                plot.hidden().remove(name);
              } else {
                plot.hidden().add(name);
              }
            });
    chip.setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 2) {
            for (var other : legend.getChildren()) {
              ((ToggleButton) other).setSelected(other == chip);
            }
          }
        });
    return chip;
  }
}
