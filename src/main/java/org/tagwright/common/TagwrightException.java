package org.tagwright.common;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A problem worded for the person: what happened, to which file, and what to do.
 *
 * <p>Everything that is for the person to fix travels as this type and is shown as it is; any other
 * exception is a bug of ours and is shown with its details.
 */
public final class TagwrightException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose turn it is. Decides the exit code in the terminal. */
  public enum Kind {
    /** Wrong usage, configuration or data: exit code 2. */
    INPUT(2),
    /** The work was well asked for but could not be done: exit code 1. */
    FAILURE(1);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  private TagwrightException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Wrong usage, configuration or data. */
  public static TagwrightException input(String message) {
    return new TagwrightException(Kind.INPUT, message, null);
  }

  /** Wrong usage, configuration or data, found through {@code cause}. */
  public static TagwrightException input(String message, @Nullable Throwable cause) {
    return new TagwrightException(Kind.INPUT, message, cause);
  }

  /** Work that could not be done. */
  public static TagwrightException failure(String message) {
    return new TagwrightException(Kind.FAILURE, message, null);
  }

  /** Work that could not be done because of {@code cause}. */
  public static TagwrightException failure(String message, @Nullable Throwable cause) {
    return new TagwrightException(Kind.FAILURE, message, cause);
  }

  /** A file that could not be read, with the reason in words. Exit code 2: the file is an input. */
  public static TagwrightException cannotRead(Path file, IOException cause) {
    return input("Cannot read " + file + ": " + reason(cause) + ".", cause);
  }

  /** A file that could not be written, with the reason in words. Exit code 1. */
  public static TagwrightException cannotWrite(Path file, IOException cause) {
    IOException named = Failures.naming(file, cause);
    return failure("Cannot write " + file + ": " + reason(cause) + ".", named);
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission denied; check the rights of the file and its folder";
    }
    return Failures.otherReason(cause);
  }

  public Kind kind() {
    return kind;
  }

  /** Never {@code null}: each is made with one. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
