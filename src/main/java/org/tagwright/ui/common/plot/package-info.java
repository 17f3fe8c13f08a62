/**
 * The chart: lines over epochs or time, drawn on a canvas by least and greatest value of each pixel
 * column, so that a million points cost no more than a thousand. The arithmetic ({@link
 * org.tagwright.ui.common.plot.PlotAxis}, {@link org.tagwright.ui.common.plot.PixelColumns}) knows
 * no toolkit.
 */
@NullMarked
package org.tagwright.ui.common.plot;

import org.jspecify.annotations.NullMarked;
