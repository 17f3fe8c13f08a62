package org.tagwright.ui.common.plot;

/** A shaded stretch of the x axis, such as the frozen phase. */
public record PlotBand(double from, double to, String label) {}
