package org.tagwright.data;

/**
 * The few facts that a JPEG's markers tell before its pixels.
 *
 * @param components colour components by the frame header, 0 where there is none
 * @param adobeTransform Adobe's colour transform: 0 none, 1 YCC, 2 YCC + K; -1 where it is not said
 */
record JpegHeader(int components, int adobeTransform) {

  static JpegHeader of(byte[] content) {
    int transform = -1;
    int at = 2;
    while (at + 15 < content.length && (content[at] & 0xFF) == 0xFF) {
      int marker = content[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
        return new JpegHeader(content[at + 9] & 0xFF, transform);
      }
      if (marker == 0xEE && content[at + 4] == 'A' && content[at + 5] == 'd') {
        transform = content[at + 15] & 0xFF;
      }
      at += 2 + ((content[at + 2] & 0xFF) << 8 | (content[at + 3] & 0xFF));
    }
    return new JpegHeader(0, transform);
  }
}
