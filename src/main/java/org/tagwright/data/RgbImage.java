package org.tagwright.data;

/**
 * A decoded picture.
 *
 * @param rgb a pixel as 0xRRGGBB, height × width, row-major
 */
record RgbImage(int width, int height, int[] rgb) {}
