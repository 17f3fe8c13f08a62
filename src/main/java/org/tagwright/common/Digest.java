package org.tagwright.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by which torchvision names its files and equal configurations and data are known. */
public final class Digest {
  private static final int BYTES_IN_FILE_NAMES = 4;

  private Digest() {}

  /** A new, empty digest. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** Ends the digest: its first so many bytes as hexadecimal digits, two per byte. */
  public static String hex(MessageDigest digest, int bytes) {
    return HexFormat.of().formatHex(digest.digest(), 0, bytes);
  }

  /** The 8 hexadecimal digits of a file's SHA-256 that torchvision puts into its name. */
  public static String ofFile(Path file, Progress progress) throws IOException {
    MessageDigest digest = sha256();
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
    return hex(digest, BYTES_IN_FILE_NAMES);
  }
}
