package org.tagwright.ui.experiment.backbone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.text.Text;
import org.tagwright.common.Units;
import org.tagwright.ui.common.plot.PlotAxis;

/**
 * Accuracy over cost, one point per backbone; a line joins those that none beats at their cost or
 * below. A click chooses, with Ctrl another one beside.
 */
final class AccuracyPlot extends Pane {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final PseudoClass FRONT = PseudoClass.getPseudoClass("front");
  private static final PseudoClass DIMMED = PseudoClass.getPseudoClass("dimmed");
  private static final double LEFT = 40;
  private static final double RIGHT = 16;
  private static final double TOP = 24;
  private static final double BOTTOM = 40;
  private static final double RADIUS = 5;
  private static final double GAP = 5;
  private static final double MARGIN = 0.08;
  private static final int ACCURACY_TICKS = 6;
  private static final int COST_TICKS = 5;

  private final BackboneModel model;
  private final Runnable use;
  private final ObjectProperty<Cost> cost = new SimpleObjectProperty<>();
  private final Map<BackboneOffer, Circle> points = new HashMap<>();
  private final List<Bounds> taken = new ArrayList<>();
  private PlotAxis across;
  private PlotAxis up;

  /**
   * @param use takes what is chosen, by a double click
   */
  AccuracyPlot(BackboneModel model, Cost first, Runnable use) {
    this.model = model;
    this.use = use;
    cost.set(first);
    getStyleClass().add("accuracy-plot");
    setMinSize(200, 160);
    cost.addListener(e -> draw());
    widthProperty().addListener(e -> draw());
    heightProperty().addListener(e -> draw());
    model.chosen().addListener((ListChangeListener<BackboneOffer>) change -> draw());
    model.shown().addListener((ListChangeListener<BackboneOffer>) change -> draw());
  }

  ObjectProperty<Cost> costProperty() {
    return cost;
  }

  /** Where a backbone stands, or {@code null} where its cost is not known. */
  Node point(BackboneOffer offer) {
    return points.get(offer);
  }

  private void draw() {
    getChildren().clear();
    points.clear();
    taken.clear();
    List<BackboneOffer> known = cost.get().known(model.offers());
    if (known.isEmpty() || getWidth() < LEFT + RIGHT || getHeight() < TOP + BOTTOM) {
      return;
    }
    scale(known);
    axes();
    List<BackboneOffer> front = cost.get().front(known);
    Polyline line = new Polyline();
    front.forEach(offer -> line.getPoints().addAll(x(offer), y(offer)));
    line.getStyleClass().add("front-line");
    getChildren().add(line);
    known.forEach(offer -> addPoint(offer, front.contains(offer)));
    Set<BackboneOffer> order = new LinkedHashSet<>(model.chosen());
    order.addAll(front);
    order.addAll(known);
    order.stream().filter(points::containsKey).forEach(this::label);
  }

  private void scale(List<BackboneOffer> known) {
    double[] costs = known.stream().mapToDouble(cost.get()::of).sorted().toArray();
    double least = costs[0];
    double most = costs[costs.length - 1];
    double beside = Math.pow(Math.max(2, most / least), MARGIN);
    across =
        new PlotAxis(
            PlotAxis.Kind.LOG, least / beside, most * beside * beside, LEFT, getWidth() - RIGHT);
    double[] accuracies = known.stream().mapToDouble(BackboneOffer::top1).sorted().toArray();
    double low = accuracies[0];
    double high = accuracies[accuracies.length - 1];
    double above = Math.max(1, high - low) * MARGIN;
    up = new PlotAxis(PlotAxis.Kind.LINEAR, low - above, high + above, getHeight() - BOTTOM, TOP);
  }

  private double x(BackboneOffer offer) {
    return across.pixel(cost.get().of(offer));
  }

  private double y(BackboneOffer offer) {
    return up.pixel(offer.top1());
  }

  private void axes() {
    for (PlotAxis.Tick tick : up.ticks(ACCURACY_TICKS)) {
      double y = Math.rint(up.pixel(tick.value())) + 0.5;
      gridLine(LEFT, y, getWidth() - RIGHT, y);
      Text text = text(tick.label(), "tick");
      text.setTextOrigin(VPos.CENTER);
      place(text, LEFT - 8 - width(text), y);
    }
    double bottom = getHeight() - BOTTOM;
    for (PlotAxis.Tick tick : across.ticks(COST_TICKS)) {
      double x = Math.rint(across.pixel(tick.value())) + 0.5;
      gridLine(x, TOP, x, bottom);
      Text text = text(tick.label(), "tick");
      text.setTextOrigin(VPos.TOP);
      place(text, x - width(text) / 2, bottom + 6);
    }
    Text above = text("ImageNet top-1, %", "axis-title");
    above.setTextOrigin(VPos.TOP);
    place(above, LEFT - 32, 0);
    Text below = text(cost.get().unit(), "axis-title");
    below.setTextOrigin(VPos.BOTTOM);
    place(below, getWidth() - RIGHT - width(below), getHeight());
  }

  private void gridLine(double fromX, double fromY, double toX, double toY) {
    Line line = new Line(fromX, fromY, toX, toY);
    line.getStyleClass().add("grid-line");
    getChildren().add(line);
  }

  private void addPoint(BackboneOffer offer, boolean onFront) {
    boolean chosen = model.chosen().contains(offer);
    Circle point = new Circle(x(offer), y(offer), chosen ? RADIUS + 2 : RADIUS);
    point.getStyleClass().add("point");
    point.pseudoClassStateChanged(CHOSEN, chosen);
    point.pseudoClassStateChanged(FRONT, onFront);
    point.pseudoClassStateChanged(DIMMED, !model.shown().contains(offer));
    Tooltip.install(point, new Tooltip(inWords(offer)));
    point.setOnMouseClicked(click -> clicked(offer, click));
    points.put(offer, point);
    getChildren().add(point);
    taken.add(point.getBoundsInParent());
  }

  private String inWords(BackboneOffer offer) {
    return Units.text(
        "%s: %.1f%%, %.1f M weights, %.1f billion multiply-adds per image",
        offer.name(),
        offer.top1(),
        offer.facts().parameters() / 1e6,
        offer.facts().gigaOperations());
  }

  private void clicked(BackboneOffer offer, MouseEvent click) {
    if (click.getButton() != MouseButton.PRIMARY) {
      return;
    }
    if (click.isShortcutDown()) {
      Set<BackboneOffer> along = new LinkedHashSet<>(model.chosen());
      if (!along.remove(offer)) {
        along.add(offer);
      }
      model.choose(along);
    } else {
      model.choose(List.of(offer));
      if (click.getClickCount() == 2) {
        use.run();
      }
    }
  }

  /** Names a point beside it, below or above, where there is room. */
  private void label(BackboneOffer offer) {
    Text text = text(offer.name(), "point-name");
    boolean chosen = model.chosen().contains(offer);
    text.pseudoClassStateChanged(CHOSEN, chosen);
    text.pseudoClassStateChanged(DIMMED, !model.shown().contains(offer));
    text.setTextOrigin(VPos.CENTER);
    getChildren().add(text);
    text.applyCss();
    Bounds own = text.getLayoutBounds();
    double side = RADIUS + GAP;
    double[][] places = {
      {x(offer) + side, y(offer)},
      {x(offer) - side - own.getWidth(), y(offer)},
      {x(offer) - own.getWidth() / 2, y(offer) - side - own.getHeight() / 2},
      {x(offer) - own.getWidth() / 2, y(offer) + side + own.getHeight() / 2}
    };
    for (double[] at : places) {
      Bounds room =
          new BoundingBox(at[0], at[1] - own.getHeight() / 2, own.getWidth(), own.getHeight());
      boolean inside =
          room.getMinX() >= LEFT && room.getMaxX() <= getWidth() && room.getMinY() >= TOP / 2;
      if (inside && taken.stream().noneMatch(room::intersects)) {
        text.relocate(at[0], at[1] - own.getHeight() / 2);
        taken.add(room);
        return;
      }
    }
    getChildren().remove(text);
  }

  private static Text text(String words, String style) {
    Text text = new Text(words);
    text.getStyleClass().add(style);
    text.setMouseTransparent(true);
    return text;
  }

  private double width(Text text) {
    getChildren().add(text);
    text.applyCss();
    double width = text.getLayoutBounds().getWidth();
    getChildren().remove(text);
    return width;
  }

  private void place(Text text, double x, double y) {
    text.setX(Math.rint(x));
    text.setY(y);
    getChildren().add(text);
  }
}
