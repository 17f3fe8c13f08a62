package org.tagwright.ui.data;

import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.tagwright.common.Units;
import org.tagwright.data.survey.DataStats;
import org.tagwright.data.survey.DataStats.ClassCount;
import org.tagwright.ui.common.widget.InkRegion;

/**
 * How often classes occur together: the share of the row's samples that have the column's class
 * too. A canvas, since 80 classes make 6,400 fields; its colours come from the style sheet. The
 * arrow keys go from field to field.
 */
final class HeatMap extends Region {
  private static final double NAMES = 104;
  private static final double LARGEST = 30;
  private static final double SMALLEST = 5;

  /** Names closer to each other than this cannot be read. */
  private static final double LINE = 9;

  /** Fields that are much wider than high look like bars. */
  private static final double WIDEST = 1.9;

  private static final PseudoClass NOTHING = PseudoClass.getPseudoClass("nothing");

  private final Canvas canvas = new Canvas();
  private final Region ink = new InkRegion("heat-ink", this::draw);
  private final Region text = new InkRegion("heat-text", this::draw);
  private final Region strong = new InkRegion("heat-strong", this::draw);
  private final Region ground = new InkRegion("heat-ground", this::draw);
  private final Consumer<String> told;
  private DataStats stats;
  private List<ClassCount> shown = List.of();
  private int row = -1;
  private int column = -1;

  /**
   * @param told hears in words what is pointed at
   */
  HeatMap(Consumer<String> told) {
    this.told = told;
    getStyleClass().add("heat-map");
    setAccessibleText("How often classes occur together");
    setFocusTraversable(true);
    setMinSize(200, 200);
    getChildren().addAll(ink, text, strong, ground, canvas);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, e -> choose(-1, -1));
    canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> requestFocus());
    setOnKeyPressed(this::key);
  }

  /** Shows the classes that occur, the most frequent first. */
  void show(DataStats fresh) {
    stats = fresh;
    shown =
        fresh.classes().stream()
            .filter(c -> c.both() > 0)
            .sorted((a, b) -> b.both() - a.both())
            .toList();
    pseudoClassStateChanged(NOTHING, shown.isEmpty());
    row = -1;
    column = -1;
    choose(-1, -1);
    told.accept(hint());
    requestLayout();
  }

  private static String hint() {
    return "Point at a field, or use the arrow keys.";
  }

  private double cellHeight() {
    return Math.max(SMALLEST, Math.min(LARGEST, (getHeight() - NAMES) / shown.size()));
  }

  private double cellWidth() {
    double room = (getWidth() - NAMES) / shown.size();
    return Math.max(SMALLEST, Math.min(LARGEST, Math.min(room, WIDEST * cellHeight())));
  }

  @Override
  protected void layoutChildren() {
    for (Region region : List.of(ink, text, strong, ground)) {
      region.resizeRelocate(0, 0, 0, 0);
    }
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private double share(int a, int b) {
    return stats.together(shown.get(a).index(), shown.get(b).index())
        / (double) shown.get(a).both();
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    if (shown.isEmpty() || getWidth() <= NAMES || getHeight() <= NAMES) {
      return;
    }
    double w = cellWidth();
    double h = cellHeight();
    Color full = InkRegion.color(ink);
    for (int a = 0; a < shown.size(); a++) {
      for (int b = 0; b < shown.size(); b++) {
        // The root makes the small shares visible.
        double strength = a == b ? 0.06 : Math.sqrt(share(a, b));
        g.setFill(full.deriveColor(0, 1, 1, 0.03 + 0.97 * strength));
        g.fillRect(NAMES + b * w, NAMES + a * h, Math.max(1, w - 1), Math.max(1, h - 1));
      }
    }
    g.setFill(InkRegion.color(text));
    g.setFont(Font.font("Inter", Math.max(8, Math.min(12, h))));
    int everyRow = (int) Math.max(1, Math.ceil(LINE / h));
    for (int a = 0; a < shown.size(); a += everyRow) {
      rowName(g, a, h);
    }
    g.setFont(Font.font("Inter", Math.max(8, Math.min(12, w))));
    int everyColumn = (int) Math.max(1, Math.ceil(LINE / w));
    for (int b = 0; b < shown.size(); b += everyColumn) {
      columnName(g, b, w);
    }
    if (row >= 0) {
      drawChosen(g, w, h);
    }
  }

  private void rowName(GraphicsContext g, int a, double h) {
    g.setTextAlign(TextAlignment.RIGHT);
    g.fillText(shown.get(a).name(), NAMES - 6, NAMES + (a + 0.5) * h + 3.5, NAMES - 8);
  }

  private void columnName(GraphicsContext g, int b, double w) {
    g.save();
    g.translate(NAMES + (b + 0.5) * w + 3.5, NAMES - 6);
    g.rotate(-90);
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(shown.get(b).name(), 0, 0, NAMES - 8);
    g.restore();
  }

  /** The field that is pointed at, with both names in full, over those around. */
  private void drawChosen(GraphicsContext g, double w, double h) {
    Color bright = InkRegion.color(strong);
    g.setFill(InkRegion.color(ground));
    g.fillRect(0, NAMES + (row + 0.5) * h - 8, NAMES - 2, 16);
    g.fillRect(NAMES + (column + 0.5) * w - 8, 0, 16, NAMES - 2);
    g.setFill(bright);
    g.setFont(Font.font("Inter SemiBold", 12));
    rowName(g, row, h);
    columnName(g, column, w);
    g.setStroke(bright);
    g.setLineWidth(1.5);
    g.strokeRect(NAMES + column * w - 1, NAMES + row * h - 1, w + 1, h + 1);
  }

  private void point(MouseEvent e) {
    if (shown.isEmpty()) {
      return;
    }
    int overColumn = (int) Math.floor((e.getX() - NAMES) / cellWidth());
    int overRow = (int) Math.floor((e.getY() - NAMES) / cellHeight());
    boolean inside =
        overRow >= 0 && overColumn >= 0 && overRow < shown.size() && overColumn < shown.size();
    choose(inside ? overRow : -1, inside ? overColumn : -1);
  }

  private void key(KeyEvent e) {
    int last = shown.size() - 1;
    if (last < 0) {
      return;
    }
    switch (e.getCode()) {
      case LEFT -> choose(Math.max(0, row), Math.max(0, column - 1));
      case RIGHT -> choose(Math.max(0, row), Math.min(last, column + 1));
      case UP -> choose(Math.max(0, row - 1), Math.max(0, column));
      case DOWN -> choose(Math.min(last, row + 1), Math.max(0, column));
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void choose(int toRow, int toColumn) {
    if (toRow == row && toColumn == column) {
      return;
    }
    row = toRow;
    column = toColumn;
    told.accept(row < 0 ? hint() : words());
    draw();
  }

  private String words() {
    String a = shown.get(row).name();
    if (row == column) {
      return Units.text("%s: %,d samples", a, shown.get(row).both());
    }
    return Units.text(
        "%.1f%% of the samples with %s also have %s (%,d of %,d)",
        100 * share(row, column),
        a,
        shown.get(column).name(),
        stats.together(shown.get(row).index(), shown.get(column).index()),
        shown.get(row).both());
  }
}
