package org.tagwright.image.resample;

/**
 * What becomes what along one axis: {@code input} pixels are resized to {@code output}, of which
 * some are made.
 *
 * @param from the first output pixel that is made
 * @param kept how many are made
 * @param offset where the input begins in the rows that are read, or the columns
 */
record Span(int input, int output, int from, int kept, int offset) {
  /** All of the input to {@code output} pixels, of which the middle ones are kept. */
  static Span middle(int input, int output, int kept) {
    return new Span(input, output, (output - kept) / 2, kept, 0);
  }
}
