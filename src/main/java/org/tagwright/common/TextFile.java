package org.tagwright.common;

import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the text that people and spreadsheets write: UTF-8, or UTF-16 with a byte-order mark. */
public final class TextFile {
  private static final String ADVICE = "save it as UTF-8 text (in Excel: CSV UTF-8)";

  private TextFile() {}

  /**
   * The text without its byte-order mark.
   *
   * @throws CharConversionException where it is no such text; the message says what it is and what
   *     to do, worded to follow the file's name
   * @throws IOException where the file cannot be read
   */
  public static String read(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    if (content.length > 1 && content[0] == 'P' && content[1] == 'K') {
      throw new CharConversionException("is a workbook or another packed file; " + ADVICE);
    }
    try {
      String text = charset(content).newDecoder().decode(ByteBuffer.wrap(content)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new CharConversionException("has NUL characters, as no text has; " + ADVICE);
      }
      return withoutMark(text);
    } catch (CharacterCodingException e) {
      CharConversionException other = new CharConversionException("is not UTF-8 text; " + ADVICE);
      other.initCause(e);
      throw other;
    }
  }

  /** The same of a file in any encoding: what cannot be decoded becomes U+FFFD. */
  public static String readAny(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    return withoutMark(new String(content, charset(content)));
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Charset charset(byte[] content) {
    int start = content.length < 2 ? 0 : (content[0] & 0xFF) << 8 | (content[1] & 0xFF);
    return start == 0xFEFF || start == 0xFFFE ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }
}
