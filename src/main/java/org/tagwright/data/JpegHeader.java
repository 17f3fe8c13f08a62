package org.tagwright.data;

/** The few facts that a JPEG's markers tell before its pixels. */
final class JpegHeader {
  private JpegHeader() {}

  /** Number of colour components by the frame header, or 0 where there is none. */
  static int components(byte[] content) {
    int at = 2;
    while (at + 9 < content.length && (content[at] & 0xFF) == 0xFF) {
      int marker = content[at + 1] & 0xFF;
      if (marker == 0xFF) {
        at++;
        continue;
      }
      if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
        return content[at + 9] & 0xFF;
      }
      at += 2 + ((content[at + 2] & 0xFF) << 8 | (content[at + 3] & 0xFF));
    }
    return 0;
  }
}
