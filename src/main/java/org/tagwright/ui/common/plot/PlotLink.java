package org.tagwright.ui.common.plot;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What plots above the same x axis share: the zoom, and the place that is read out. */
public final class PlotLink {
  private final ObjectProperty<PlotRange> whole = new SimpleObjectProperty<>();
  private final ObjectProperty<PlotRange> zoom = new SimpleObjectProperty<>();
  private final DoubleProperty cursor = new SimpleDoubleProperty(Double.NaN);
  private final ObjectProperty<PlotAxis.Kind> xKind =
      new SimpleObjectProperty<>(PlotAxis.Kind.WHOLE);

  /** All there is to see, or {@code null}: each plot takes its own content's. */
  public ObjectProperty<PlotRange> wholeProperty() {
    return whole;
  }

  /** What is seen, or {@code null}: all. */
  public ObjectProperty<PlotRange> zoomProperty() {
    return zoom;
  }

  /** The x that is read out, or NaN. */
  public DoubleProperty cursorProperty() {
    return cursor;
  }

  public ObjectProperty<PlotAxis.Kind> xKindProperty() {
    return xKind;
  }
}
