package org.tagwright.ui.common.widget;

import javafx.scene.layout.Region;

/**
 * A thin bar for a share in 0..1, with an optional tick such as a threshold. Colours by the style
 * classes {@code meter-fill} and {@code meter-tick}.
 */
public final class MeterBar extends Region {
  private static final double TICK_WIDTH = 2;

  private final Region fill = new Region();
  private final Region tick = new Region();
  private double value;
  private double tickAt = Double.NaN;

  public MeterBar() {
    getStyleClass().add("meter");
    fill.getStyleClass().add("meter-fill");
    tick.getStyleClass().add("meter-tick");
    getChildren().addAll(fill, tick);
  }

  /**
   * @param share in 0..1; NaN shows an empty bar
   */
  public void setValue(double share) {
    value = Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
    requestLayout();
  }

  /**
   * @param share in 0..1, or NaN: no tick
   */
  public void setTick(double share) {
    tickAt = share;
    tick.setVisible(!Double.isNaN(share));
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    return 6;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    // A sliver stays visible, so that small is not mistaken for nothing.
    double filled = value == 0 ? 0 : Math.max(2, width * value);
    fill.resizeRelocate(0, 0, filled, height);
    if (!Double.isNaN(tickAt)) {
      double x = Math.max(0, Math.min(width - TICK_WIDTH, width * tickAt - TICK_WIDTH / 2));
      tick.resizeRelocate(x, -2, TICK_WIDTH, height + 4);
    }
  }
}
