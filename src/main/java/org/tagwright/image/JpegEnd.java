package org.tagwright.image;

/**
 * Finds the end marker of a JPEG, marker by marker: a thumbnail inside the header has an end marker
 * of its own, and phones append films and second images behind it.
 */
final class JpegEnd {
  private static final int END = 0xD9;

  private JpegEnd() {}

  /**
   * The readers would fill up what is missing with gray; PIL refuses it, too.
   *
   * @param jpeg a whole file
   */
  static void require(byte[] jpeg) throws ImageUnreadableException {
    int last = jpeg.length - 2;
    boolean endsWithMarker = last >= 2 && marker(jpeg, last) == END;
    if (!endsWithMarker && !hasEnd(jpeg)) {
      throw new ImageUnreadableException("it is cut off (no end marker)");
    }
  }

  private static boolean hasEnd(byte[] jpeg) {
    int at = 2;
    while (at + 1 < jpeg.length) {
      int marker = marker(jpeg, at);
      if (marker == END) {
        return true;
      }
      if (marker < 0 || isInsideScan(marker) || at + 3 >= jpeg.length) {
        at++; // pixels, fill bytes, or rubbish, over which libjpeg goes, too
      } else {
        // A length of less than 2 is damage: one byte on, as after any other rubbish.
        int length = (jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF);
        at += length < 2 ? 1 : 2 + length;
      }
    }
    return false;
  }

  /** The marker at a place, -1 where there is none. */
  private static int marker(byte[] jpeg, int at) {
    return jpeg[at] == (byte) 0xFF ? jpeg[at + 1] & 0xFF : -1;
  }

  /** An escaped 0xFF, fill bytes, restart markers, and others that stand without a length. */
  private static boolean isInsideScan(int marker) {
    return marker <= 0x01 || marker == 0xFF || (marker >= 0xD0 && marker <= 0xD8);
  }
}
