package org.tagwright.data;

/**
 * The few facts that a JPEG's markers tell before its pixels.
 *
 * @param width pixels
 * @param height pixels
 * @param components colour components by the frame header, 0 where there is none
 * @param adobeTransform Adobe's colour transform: 0 none, 1 YCC, 2 YCC + K; -1 where it is not said
 */
record JpegHeader(int width, int height, int components, int adobeTransform) {

  /** Tells of no components where {@code content} is no JPEG. */
  static JpegHeader of(byte[] content) {
    int transform = -1;
    if (content.length < 2 || u16(content, 0) != 0xFFD8) {
      return new JpegHeader(0, 0, 0, transform);
    }
    int at = 2;
    while (at + 15 < content.length && (content[at] & 0xFF) == 0xFF) {
      int marker = content[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
        return new JpegHeader(
            u16(content, at + 7), u16(content, at + 5), content[at + 9] & 0xFF, transform);
      }
      if (marker == 0xEE && content[at + 4] == 'A' && content[at + 5] == 'd') {
        transform = content[at + 15] & 0xFF;
      }
      at += 2 + u16(content, at + 2);
    }
    return new JpegHeader(0, 0, 0, transform);
  }

  private static int u16(byte[] content, int at) {
    return (content[at] & 0xFF) << 8 | (content[at + 1] & 0xFF);
  }
}
