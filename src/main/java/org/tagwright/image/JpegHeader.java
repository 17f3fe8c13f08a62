package org.tagwright.image;

/**
 * The few facts that a JPEG's markers tell before its pixels.
 *
 * @param width pixels
 * @param height pixels
 * @param components colour components by the frame header, 0 where there is none
 * @param horizontal samples of the first component for one of the others, in a row
 * @param vertical the same in a column
 * @param ycc whether three components are luma and chroma and not RGB, as libjpeg tells it
 * @param adobeTransform Adobe's colour transform: 0 none, 1 YCC, 2 YCC + K; -1 where it is not said
 */
record JpegHeader(
    int width,
    int height,
    int components,
    int horizontal,
    int vertical,
    boolean ycc,
    int adobeTransform) {
  private static final JpegHeader NONE = new JpegHeader(0, 0, 0, 0, 0, false, -1);

  /** Tells of no components where {@code content} is no JPEG. */
  static JpegHeader of(byte[] content) {
    int transform = -1;
    boolean jfif = false;
    if (content.length < 2 || u16(content, 0) != 0xFFD8) {
      return NONE;
    }
    int at = 2;
    while (at + 15 < content.length && (content[at] & 0xFF) == 0xFF) {
      int marker = content[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
        return frame(content, at, jfif, transform);
      }
      jfif |= marker == 0xE0 && content[at + 4] == 'J' && content[at + 5] == 'F';
      if (marker == 0xEE && content[at + 4] == 'A' && content[at + 5] == 'd') {
        transform = content[at + 15] & 0xFF;
      }
      at += 2 + u16(content, at + 2);
    }
    return NONE;
  }

  /**
   * @param at where the frame header's marker is
   */
  private static JpegHeader frame(byte[] content, int at, boolean jfif, int transform) {
    int components = content[at + 9] & 0xFF;
    boolean namedRgb =
        at + 16 < content.length
            && content[at + 10] == 'R'
            && content[at + 13] == 'G'
            && content[at + 16] == 'B';
    boolean rgb = !jfif && (transform >= 0 ? transform == 0 : namedRgb);
    return new JpegHeader(
        u16(content, at + 7),
        u16(content, at + 5),
        components,
        content[at + 11] >> 4 & 0xF,
        content[at + 11] & 0xF,
        components == 3 && !rgb,
        transform);
  }

  private static int u16(byte[] content, int at) {
    return (content[at] & 0xFF) << 8 | (content[at + 1] & 0xFF);
  }
}
