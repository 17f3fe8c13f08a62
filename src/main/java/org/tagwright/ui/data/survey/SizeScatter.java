package org.tagwright.ui.data.survey;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.tagwright.common.Units;
import org.tagwright.data.survey.ImageSurvey.SizeCount;
import org.tagwright.ui.common.plot.PlotAxis;
import org.tagwright.ui.common.widget.InkRegion;

/**
 * Width against height of all images: one dot per size, its area the number of images. The arrow
 * keys go from size to size.
 */
final class SizeScatter extends Region {
  private static final double LEFT = 52;
  private static final double BELOW = 40;
  private static final double ABOVE = 10;
  private static final double RIGHT = 16;
  private static final double LARGEST_DOT = 16;
  private static final double SMALLEST_DOT = 3;

  /** Sizes further apart than this share a chart only on logarithmic axes. */
  private static final double FAR = 8;

  private final Canvas canvas = new Canvas();
  private final Region ink = new InkRegion("size-dot", this::draw);
  private final Region chosenInk = new InkRegion("size-chosen", this::draw);
  private final Region lines = new InkRegion("size-grid", this::draw);
  private final Region text = new InkRegion("heat-text", this::draw);
  private final Consumer<SizeCount> pointed;
  private List<SizeCount> byArea = List.of();
  private int inputSide;
  private int chosen = -1;
  private PlotAxis across;
  private PlotAxis up;

  /**
   * @param pointed hears which size is pointed at, {@code null}: none
   * @param open is asked to show a sample
   */
  SizeScatter(Consumer<SizeCount> pointed, IntConsumer open) {
    this.pointed = pointed;
    getStyleClass().add("size-scatter");
    setAccessibleText("Width and height of the images");
    setFocusTraversable(true);
    setMinSize(200, 160);
    getChildren().addAll(ink, chosenInk, lines, text, canvas);
    canvas.addEventHandler(MouseEvent.MOUSE_MOVED, e -> choose(nearest(e.getX(), e.getY())));
    canvas.addEventHandler(MouseEvent.MOUSE_EXITED, e -> choose(-1));
    canvas.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        e -> {
          requestFocus();
          choose(nearest(e.getX(), e.getY()));
          openChosen(open);
        });
    setOnKeyPressed(e -> key(e, open));
  }

  /**
   * @param sizes by area
   * @param side of the network's input, pixels
   */
  void show(List<SizeCount> sizes, int side) {
    byArea = sizes;
    inputSide = side;
    chosen = -1;
    requestLayout();
  }

  private void key(KeyEvent e, IntConsumer open) {
    switch (e.getCode()) {
      case LEFT, DOWN -> choose(Math.max(0, chosen - 1));
      case RIGHT, UP -> choose(Math.min(byArea.size() - 1, chosen + 1));
      case HOME -> choose(0);
      case END -> choose(byArea.size() - 1);
      case ENTER, SPACE -> openChosen(open);
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void openChosen(IntConsumer open) {
    if (chosen >= 0) {
      open.accept(byArea.get(chosen).sample());
    }
  }

  private void choose(int place) {
    if (place != chosen && place < byArea.size()) {
      chosen = place;
      pointed.accept(place < 0 ? null : byArea.get(place));
      draw();
    }
  }

  private int nearest(double x, double y) {
    int nearest = -1;
    double least = LARGEST_DOT * LARGEST_DOT;
    for (int i = 0; i < byArea.size(); i++) {
      double dx = across.pixel(byArea.get(i).width()) - x;
      double dy = up.pixel(byArea.get(i).height()) - y;
      if (dx * dx + dy * dy < least) {
        least = dx * dx + dy * dy;
        nearest = i;
      }
    }
    return nearest;
  }

  @Override
  protected void layoutChildren() {
    for (Region region : List.of(ink, chosenInk, lines, text)) {
      region.resizeRelocate(0, 0, 0, 0);
    }
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private PlotAxis axis(List<Integer> values, double pixelAtMin, double pixelAtMax) {
    double least = values.stream().mapToInt(v -> v).min().orElse(1);
    double most = values.stream().mapToInt(v -> v).max().orElse(1);
    return most / least > FAR
        ? new PlotAxis(PlotAxis.Kind.LOG, least / 1.3, most * 1.3, pixelAtMin, pixelAtMax)
        : new PlotAxis(PlotAxis.Kind.LINEAR, 0, most * 1.08, pixelAtMin, pixelAtMax);
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    double bottom = canvas.getHeight() - BELOW;
    double right = canvas.getWidth() - RIGHT;
    if (byArea.isEmpty() || right <= LEFT || bottom <= ABOVE) {
      return;
    }
    across = axis(byArea.stream().map(SizeCount::width).toList(), LEFT, right);
    up = axis(byArea.stream().map(SizeCount::height).toList(), bottom, ABOVE);
    drawGrid(g, bottom, right);
    drawInput(g, bottom);
    int most = byArea.stream().mapToInt(SizeCount::count).max().orElse(1);
    List<SizeCount> bigDotsFirst =
        byArea.stream().sorted(Comparator.comparingInt(SizeCount::count).reversed()).toList();
    Color dot = InkRegion.color(ink);
    g.setStroke(dot);
    g.setFill(dot.deriveColor(0, 1, 1, 0.35));
    bigDotsFirst.forEach(size -> dot(g, size, most));
    if (chosen >= 0) {
      Color strong = InkRegion.color(chosenInk);
      g.setStroke(strong);
      g.setFill(strong.deriveColor(0, 1, 1, 0.6));
      dot(g, byArea.get(chosen), most);
    }
  }

  private void dot(GraphicsContext g, SizeCount size, int most) {
    double radius = Math.max(SMALLEST_DOT, LARGEST_DOT * Math.sqrt(size.count() / (double) most));
    double x = across.pixel(size.width()) - radius;
    double y = up.pixel(size.height()) - radius;
    g.fillOval(x, y, 2 * radius, 2 * radius);
    g.strokeOval(x, y, 2 * radius, 2 * radius);
  }

  private void drawGrid(GraphicsContext g, double bottom, double right) {
    g.setStroke(InkRegion.color(lines));
    g.setFill(InkRegion.color(text));
    g.setFont(Font.font("Inter", 11));
    g.setLineWidth(1);
    g.setTextAlign(TextAlignment.CENTER);
    for (PlotAxis.Tick tick : across.ticks((int) (right - LEFT) / 90)) {
      double x = Math.rint(across.pixel(tick.value())) + 0.5;
      g.strokeLine(x, ABOVE, x, bottom);
      g.fillText(whole(tick), x, bottom + 16);
    }
    g.fillText("Width, pixels", (LEFT + right) / 2, bottom + 34);
    g.setTextAlign(TextAlignment.RIGHT);
    for (PlotAxis.Tick tick : up.ticks((int) (bottom - ABOVE) / 60)) {
      double y = Math.rint(up.pixel(tick.value())) + 0.5;
      g.strokeLine(LEFT, y, right, y);
      g.fillText(whole(tick), LEFT - 8, y + 4);
    }
    g.save();
    g.translate(12, (ABOVE + bottom) / 2);
    g.rotate(-90);
    g.setTextAlign(TextAlignment.CENTER);
    g.fillText("Height, pixels", 0, 0);
    g.restore();
  }

  private static String whole(PlotAxis.Tick tick) {
    return Units.count(Math.round(tick.value()));
  }

  /** What lies left of or below the corner is enlarged for the network. */
  private void drawInput(GraphicsContext g, double bottom) {
    double x = across.pixel(inputSide);
    double y = up.pixel(inputSide);
    if (x < LEFT || x > canvas.getWidth() - RIGHT || y < ABOVE || y > bottom) {
      return;
    }
    g.save();
    g.setStroke(InkRegion.color(text));
    g.setLineDashes(4, 4);
    g.strokeLine(x, y, x, bottom);
    g.strokeLine(LEFT, y, x, y);
    g.restore();
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText("network's input", LEFT + 6, y - 6);
  }
}
