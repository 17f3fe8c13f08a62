package org.tagwright.model.attention;

/**
 * How maps are divided into square windows of {@code side} places, after a cyclic shift towards the
 * first row and column.
 *
 * @param rows of the maps, padded to whole windows
 * @param shift 0 where one window covers everything
 */
record Windows(int side, int rows, int columns, int shift) {
  /** What keeps tokens apart that only the cyclic shift has made neighbours. */
  private static final float APART = -100;

  /** Of maps that are not yet padded. */
  static Windows of(int side, long rows, long columns, boolean shifted) {
    int paddedRows = padded(rows, side);
    int paddedColumns = padded(columns, side);
    if (shifted && paddedRows > side != paddedColumns > side) {
      throw new IllegalArgumentException(
          "maps of %d × %d are not square enough for windows of %d".formatted(rows, columns, side));
    }
    return new Windows(
        side, paddedRows, paddedColumns, shifted && paddedRows > side ? side / 2 : 0);
  }

  private static int padded(long size, int side) {
    return Math.toIntExact((size + side - 1) / side * side);
  }

  int count() {
    return rows / side * (columns / side);
  }

  /** Places in one. */
  int places() {
    return side * side;
  }

  /** Added to the scores of pairs of places, windows × 1 × places × places, row-major. */
  float[] mask() {
    int places = places();
    float[] mask = new float[count() * places * places];
    for (int i = 0; i < mask.length; i++) {
      int window = i / (places * places);
      int from = region(window, i / places % places);
      int to = region(window, i % places);
      mask[i] = from == to ? 0 : APART;
    }
    return mask;
  }

  /** The ones before the shift that a place of a window comes from: neighbours share it. */
  private int region(int window, int place) {
    int row = window / (columns / side) * side + place / side;
    int column = window % (columns / side) * side + place % side;
    return 3 * band(row, rows) + band(column, columns);
  }

  private int band(int at, int size) {
    if (at < size - side) {
      return 0;
    }
    return at < size - shift ? 1 : 2;
  }

  /**
   * For each pair of places of a window, which of the (2 · side − 1)² offsets lies between them.
   */
  static long[] offsets(int side) {
    int places = side * side;
    int wide = 2 * side - 1;
    long[] offsets = new long[places * places];
    for (int i = 0; i < offsets.length; i++) {
      int from = i / places;
      int to = i % places;
      int down = from / side - to / side + side - 1;
      int right = from % side - to % side + side - 1;
      offsets[i] = (long) down * wide + right;
    }
    return offsets;
  }

  /** Each offset by its logarithm, −1 to 1, rows then columns: what Swin v2's bias is made of. */
  static float[] logOffsets(int side) {
    int wide = 2 * side - 1;
    float[] table = new float[wide * wide * 2];
    for (int i = 0; i < table.length; i++) {
      int offset = (i % 2 == 0 ? i / 2 / wide : i / 2 % wide) - (side - 1);
      double scaled = 8.0 * offset / (side - 1);
      table[i] = (float) (Math.signum(scaled) * Math.log(Math.abs(scaled) + 1) / Math.log(2) / 3);
    }
    return table;
  }
}
