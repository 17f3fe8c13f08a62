package org.tagwright.ui.common.plot;

/**
 * Something that happened at an x: an upright line with a word, and a ring where a point is meant.
 *
 * @param y the marked point, or NaN: the line only
 */
public record PlotMark(double x, double y, String label) {
  public PlotMark(double x, String label) {
    this(x, Double.NaN, label);
  }
}
