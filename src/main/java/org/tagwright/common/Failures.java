package org.tagwright.common;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Puts what the file system says into words. */
public final class Failures {
  private Failures() {}

  /** Why it failed, without the path (which every message of ours has already). */
  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "there is no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return otherReason(e);
  }

  /** The same where it is neither a missing file nor a missing right. */
  static String otherReason(IOException e) {
    if (isDiskFull(e)) {
      return "the disk is full; free some space and try again";
    }
    // Its message is the path alone.
    if (e instanceof FileAlreadyExistsException f && f.getFile() != null) {
      return f.getFile() + " exists already; choose another place or move it away";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /**
   * The same failure naming the file: where a disk fills up in mid-write, Java does not say which
   * file it was, and where it was a temporary one, the person does not know it.
   */
  static IOException naming(Path file, IOException e) {
    if (!isDiskFull(e)) {
      return e;
    }
    FileSystemException named =
        new FileSystemException(file.toString(), null, "No space left on device");
    named.initCause(e);
    return named;
  }

  /** Java has no type for it: the messages of Linux, macOS and Windows tell. */
  public static boolean isDiskFull(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("No space left") || text.contains("not enough space");
  }
}
