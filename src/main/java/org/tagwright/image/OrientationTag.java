package org.tagwright.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds what an image file says about how the camera was held: in its Exif data, or else in XMP, as
 * PIL's {@code ImageOps.exif_transpose} does. Damaged data say nothing.
 *
 * <p>TIFF is none of this class's business: there the tag belongs to the image itself.
 */
final class OrientationTag {
  /** The value of an image that is stored upright, or says nothing. */
  static final int UPRIGHT = 1;

  private static final String EXIF = "Exif\0\0";
  private static final String JPEG_XMP = "http://ns.adobe.com/xap/1.0/\0";
  private static final String PNG_XMP = "XML:com.adobe.xmp\0";
  private static final String PNG_RAW_EXIF = "Raw profile type exif\0";
  private static final Pattern IN_XMP = Pattern.compile("tiff:Orientation(?:=\"|>)([0-9])");

  /** Enough for any Exif data; what inflates to more was made to fill the memory. */
  private static final int MOST_BYTES = 1 << 20;

  private final byte[] content;
  private int exif;
  private int xmp;

  private OrientationTag(byte[] content) {
    this.content = content;
  }

  /**
   * @param content of a file; its pixels may be missing
   * @return 1 to 8
   */
  static int of(byte[] content) {
    OrientationTag tag = new OrientationTag(content);
    if (content.length > 12 && u16(content, 0) == 0xFFD8) {
      tag.jpeg();
    } else if (tag.has("\u0089PNG", 0)) {
      tag.png();
    } else if (tag.has("RIFF", 0) && tag.has("WEBP", 8)) {
      tag.webP();
    }
    int value = tag.exif > 0 ? tag.exif : tag.xmp;
    return value >= 1 && value <= 8 ? value : UPRIGHT;
  }

  private void jpeg() {
    int at = 2;
    while (at + 4 <= content.length && content[at] == (byte) 0xFF) {
      int marker = content[at + 1] & 0xFF;
      int length = u16(content, at + 2);
      if (marker == 0xFF) {
        at++; // fill byte
        continue;
      }
      if (marker == 0xDA || marker == 0xD9) {
        return;
      }
      if (marker == 0xE1 && has(EXIF, at + 4)) {
        exif(at + 4, length - 2);
      } else if (marker == 0xE1 && has(JPEG_XMP, at + 4)) {
        xmp(at + 4, length - 2);
      }
      at += 2 + length;
    }
  }

  private void png() {
    for (long at = 8; at + 8 <= content.length; ) {
      int data = (int) at + 8;
      long length = u32(content, (int) at) & 0xFFFFFFFFL;
      int there = (int) Math.min(length, content.length - data);
      if (has("eXIf", data - 4)) {
        exif(data, there);
      } else if (has("iTXt" + PNG_XMP, data - 4)) {
        xmp(data, there);
      } else if (has("tEXt" + PNG_RAW_EXIF, data - 4)) {
        hexadecimal(new String(content, data, there, ISO_8859_1).substring(PNG_RAW_EXIF.length()));
      } else if (has("zTXt" + PNG_RAW_EXIF, data - 4)) {
        int from = PNG_RAW_EXIF.length() + 1;
        hexadecimal(inflated(data + from, Math.max(0, there - from)));
      }
      at += 12 + length;
    }
  }

  private void webP() {
    for (long at = 12; at + 8 <= content.length; ) {
      int data = (int) at + 8;
      long length = Integer.reverseBytes(u32(content, (int) at + 4)) & 0xFFFFFFFFL;
      int there = (int) Math.min(length, content.length - data);
      if (has("EXIF", data - 8)) {
        exif(data, there);
      } else if (has("XMP ", data - 8)) {
        xmp(data, there);
      }
      at += 8 + length + (length & 1);
    }
  }

  /** The first Exif data of a file count. */
  private void exif(int from, int length) {
    int header = has(EXIF, from) ? EXIF.length() : 0;
    if (exif == 0) {
      exif = TiffTags.of(content, from + header, length - header).value(TiffTags.ORIENTATION, 0);
    }
  }

  private void xmp(int from, int length) {
    int there = Math.max(0, Math.min(length, content.length - from));
    Matcher found = IN_XMP.matcher(new String(content, from, there, ISO_8859_1));
    if (xmp == 0 && found.find()) {
      xmp = found.group(1).charAt(0) - '0';
    }
  }

  /**
   * ImageMagick's way: a line feed, a name, a length and hexadecimal digits, each on its own line.
   */
  private void hexadecimal(String text) {
    String[] lines = text.split("\n", 4);
    String digits = lines.length < 4 ? "" : lines[3].replaceAll("\\s", "");
    try {
      byte[] data = HexFormat.of().parseHex(digits);
      OrientationTag inner = new OrientationTag(data);
      inner.exif(0, data.length);
      exif = exif == 0 ? inner.exif : exif;
    } catch (IllegalArgumentException e) {
      exif = 0; // damaged: it says nothing
    }
  }

  private String inflated(int from, int length) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(content, from, length);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] part = new byte[4096];
      for (int n = inflater.inflate(part); n > 0 && out.size() < MOST_BYTES; ) {
        out.write(part, 0, n);
        n = inflater.inflate(part);
      }
      return out.toString(ISO_8859_1);
    } catch (DataFormatException e) {
      return ""; // damaged: it says nothing
    } finally {
      inflater.end();
    }
  }

  private boolean has(String text, int at) {
    boolean equal = at + text.length() <= content.length;
    for (int i = 0; equal && i < text.length(); i++) {
      equal = (content[at + i] & 0xFF) == text.charAt(i);
    }
    return equal;
  }

  private static int u16(byte[] content, int at) {
    return (content[at] & 0xFF) << 8 | (content[at + 1] & 0xFF);
  }

  private static int u32(byte[] content, int at) {
    return u16(content, at) << 16 | u16(content, at + 2);
  }
}
