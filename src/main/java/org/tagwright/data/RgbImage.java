package org.tagwright.data;

/**
 * A decoded picture.
 *
 * @param rgb bytes 0–255, height × width × 3, row-major; may be longer than that
 */
record RgbImage(int width, int height, byte[] rgb) {}
