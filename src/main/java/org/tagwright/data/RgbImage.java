package org.tagwright.data;

/**
 * A decoded picture.
 *
 * @param rows height × width; a pixel as 0xRRGGBB
 */
record RgbImage(int width, int height, int[][] rows) {}
