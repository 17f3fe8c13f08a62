package org.tagwright.ui.common.plot;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/**
 * A line chart for long series. Dragging zooms, dragging with Shift or the other button pans,
 * Ctrl-scroll zooms at the pointer, double-click shows all again; with the focus {@code + - ← → 0}
 * do the same. Under the pointer all lines are read out.
 */
public final class LinePlot extends Region {
  private static final double ROOM_ABOVE_AND_BELOW = 0.06;

  private final PlotLink link;
  private final Canvas canvas = new Canvas();
  private final PlotReadout readout;
  private final PlotPainter painter = new PlotPainter();
  private final PlotColors colors = new PlotColors(this, this::redraw);
  private final ObjectProperty<PlotContent> content = new SimpleObjectProperty<>(PlotContent.EMPTY);
  private final BooleanProperty logY = new SimpleBooleanProperty();
  private final ObservableSet<String> hidden = FXCollections.observableSet();
  private boolean drawn;

  public LinePlot(PlotLink link) {
    this.link = link;
    getStyleClass().add("line-plot");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    readout = new PlotReadout(this);
    canvas.setMouseTransparent(true);
    getChildren().addAll(canvas, readout.canvas(), readout.box());
    content.addListener(e -> redraw());
    logY.addListener(e -> redraw());
    hidden.addListener((SetChangeListener<String>) change -> redraw());
    link.zoomProperty().addListener(e -> redraw());
    link.wholeProperty().addListener(e -> redraw());
    link.xKindProperty().addListener(e -> redraw());
    link.cursorProperty().addListener(e -> readout.draw());
    focusedProperty().addListener(e -> redraw());
    new PlotGestures(this, readout);
    setMinSize(120, 80);
    setPrefSize(400, 240);
  }

  public ObjectProperty<PlotContent> contentProperty() {
    return content;
  }

  public BooleanProperty logYProperty() {
    return logY;
  }

  /** Names of the lines that the person has switched off. */
  public ObservableSet<String> hidden() {
    return hidden;
  }

  public PlotLink link() {
    return link;
  }

  PlotColors colors() {
    return colors;
  }

  PlotPainter painter() {
    return painter;
  }

  /** The lines that are not switched off, pale ones first. */
  List<PlotSeries> visible() {
    return content.get().series().stream()
        .filter(line -> !hidden.contains(line.name()))
        .sorted(
            (a, b) ->
                Boolean.compare(
                    b.style() == PlotSeries.Style.FAINT, a.style() == PlotSeries.Style.FAINT))
        .toList();
  }

  /** The whole x range. */
  PlotRange whole() {
    PlotRange given = link.wholeProperty().get();
    PlotRange own = given != null ? given : content.get().xRange();
    if (own == null) {
      return new PlotRange(0, 1);
    }
    return own.length() > 0 ? own : new PlotRange(own.min() - 0.5, own.max() + 0.5);
  }

  PlotRange shownX() {
    PlotRange zoom = link.zoomProperty().get();
    return zoom == null ? whole() : zoom;
  }

  private void redraw() {
    drawn = false;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = Math.max(1, getWidth());
    double height = Math.max(1, getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      readout.canvas().setWidth(width);
      readout.canvas().setHeight(height);
      drawn = false;
    }
    if (!drawn) {
      drawn = true;
      PlotRange x = shownX();
      List<PlotSeries> lines = visible();
      painter.paint(
          canvas.getGraphicsContext2D(),
          content.get(),
          lines,
          colors,
          x,
          shownY(lines, x),
          link.xKindProperty().get(),
          logY.get());
      readout.draw();
    }
    readout.place();
  }

  private PlotRange shownY(List<PlotSeries> lines, PlotRange x) {
    boolean log = logY.get();
    List<PlotSeries> full =
        lines.stream().filter(line -> line.style() != PlotSeries.Style.FAINT).toList();
    PlotRange y = PlotContent.yRange(full, x, log);
    if (y == null) {
      y = PlotContent.yRange(lines, x, log);
    }
    if (y == null) {
      return log ? new PlotRange(0.1, 1) : new PlotRange(0, 1);
    }
    if (log) {
      double room = Math.pow(y.max() / y.min(), ROOM_ABOVE_AND_BELOW) * 1.05;
      return new PlotRange(y.min() / room, y.max() * room);
    }
    double room =
        y.length() > 0
            ? y.length() * ROOM_ABOVE_AND_BELOW
            : Math.max(Math.abs(y.max()) * 0.1, 1e-6);
    double min = y.min() - room;
    return new PlotRange(y.min() >= 0 && min < 0 ? 0 : min, y.max() + room);
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return PlotColors.cssMetaData();
  }
}
