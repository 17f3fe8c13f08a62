package org.tagwright.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The checksum by which torchvision names its files. */
public final class Sha256 {
  private static final int DIGITS_IN_NAMES = 8;

  private Sha256() {}

  /** The first 8 hexadecimal digits of a file's SHA-256. */
  public static String digits(Path file, Progress progress) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
    long size = Files.size(file);
    long done = 0;
    byte[] chunk = new byte[1 << 18];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        digest.update(chunk, 0, n);
        done += n;
        progress.update("checking " + file.getFileName(), done, size);
        progress.orCancel();
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS_IN_NAMES);
  }
}
