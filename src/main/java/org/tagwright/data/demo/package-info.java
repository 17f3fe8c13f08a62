/**
 * The demo data set: drawn scenes with the Material Design glyphs of Ikonli as objects. Drawing is
 * our own arithmetic from outline to pixel, so that a seed gives the same picture on every machine;
 * no AWT fonts or graphics. May use the JDK, {@code data} and fontbox.
 */
@NullMarked
package org.tagwright.data.demo;

import org.jspecify.annotations.NullMarked;
