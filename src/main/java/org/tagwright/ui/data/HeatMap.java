package org.tagwright.ui.data;

import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;
import org.tagwright.ui.data.DataStats.ClassCount;

/**
 * How often classes occur together: the share of the row's samples that have the column's class
 * too. A canvas, since 80 classes make 6,400 fields; its two colours come from the style sheet.
 */
final class HeatMap extends Region {
  private static final double NAMES_WIDTH = 104;
  private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");

  private final Canvas canvas = new Canvas();
  private final Region ink = new InkRegion("heat-ink", this::draw);
  private final Region text = new InkRegion("heat-text", this::draw);
  private final Tooltip tooltip = new Tooltip();
  private DataStats stats;
  private List<ClassCount> shown = List.of();

  HeatMap() {
    getStyleClass().add("heat-map");
    setAccessibleText("How often classes occur together");
    getChildren().addAll(ink, text, canvas);
    tooltip.setShowDelay(Duration.millis(60));
    Tooltip.install(canvas, tooltip);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
  }

  /** Shows the most frequent classes that there is room for. */
  void show(DataStats fresh) {
    stats = fresh;
    shown =
        fresh == null
            ? List.of()
            : fresh.classes().stream()
                .filter(c -> c.both() > 0)
                .sorted((a, b) -> b.both() - a.both())
                .toList();
    pseudoClassStateChanged(NOTHING, shown.isEmpty());
    requestLayout();
  }

  private double cell() {
    double room = Math.min(getWidth() - NAMES_WIDTH, getHeight() - NAMES_WIDTH);
    return shown.isEmpty() ? 0 : Math.max(6, Math.min(30, Math.floor(room / shown.size())));
  }

  @Override
  protected void layoutChildren() {
    ink.resizeRelocate(0, 0, 0, 0);
    text.resizeRelocate(0, 0, 0, 0);
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private double share(int row, int column) {
    int a = shown.get(row).index();
    return stats.together(a, shown.get(column).index()) / (double) shown.get(row).both();
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    double cell = cell();
    if (cell <= 0 || stats == null) {
      return;
    }
    Color full = InkRegion.color(ink);
    Color letters = InkRegion.color(text);
    g.setFont(Font.font("Inter", Math.max(7, Math.min(12, cell - 1))));
    boolean named = cell >= 8;
    for (int row = 0; row < shown.size(); row++) {
      for (int column = 0; column < shown.size(); column++) {
        // The root makes the small shares visible.
        double strength = row == column ? 0.06 : Math.sqrt(share(row, column));
        g.setFill(full.deriveColor(0, 1, 1, 0.03 + 0.97 * strength));
        g.fillRect(NAMES_WIDTH + column * cell, NAMES_WIDTH + row * cell, cell - 1, cell - 1);
      }
      if (named) {
        g.setFill(letters);
        g.setTextAlign(TextAlignment.RIGHT);
        double y = NAMES_WIDTH + row * cell + cell * 0.75;
        g.fillText(shown.get(row).name(), NAMES_WIDTH - 6, y, NAMES_WIDTH - 8);
        g.save();
        g.translate(NAMES_WIDTH + row * cell + cell * 0.75, NAMES_WIDTH - 6);
        g.rotate(-90);
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(shown.get(row).name(), 0, 0, NAMES_WIDTH - 8);
        g.restore();
      }
    }
  }

  private void point(MouseEvent e) {
    double cell = cell();
    int column = cell <= 0 ? -1 : (int) Math.floor((e.getX() - NAMES_WIDTH) / cell);
    int row = cell <= 0 ? -1 : (int) Math.floor((e.getY() - NAMES_WIDTH) / cell);
    boolean inside = row >= 0 && column >= 0 && row < shown.size() && column < shown.size();
    if (!inside) {
      tooltip.setText("Rows: of the samples with this class…");
      return;
    }
    tooltip.setText(
        String.format(
            Locale.ROOT,
            "%.0f %% of the samples with %s also have %s (%,d)",
            100 * share(row, column),
            shown.get(row).name(),
            shown.get(column).name(),
            stats.together(shown.get(row).index(), shown.get(column).index())));
  }
}
