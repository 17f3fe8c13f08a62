package org.tagwright;

/**
 * A problem worded for the person: what happened, to which file, and what to do.
 *
 * <p>Everything that is the person's to mend travels as this type and is shown as it is; any other
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

  private TagwrightException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Wrong usage, configuration or data. */
  public static TagwrightException input(String message) {
    return new TagwrightException(Kind.INPUT, message, null);
  }

  /** Wrong usage, configuration or data, found through {@code cause}. */
  public static TagwrightException input(String message, Throwable cause) {
    return new TagwrightException(Kind.INPUT, message, cause);
  }

  /** Work that could not be done. */
  public static TagwrightException failure(String message) {
    return new TagwrightException(Kind.FAILURE, message, null);
  }

  /** Work that could not be done because of {@code cause}. */
  public static TagwrightException failure(String message, Throwable cause) {
    return new TagwrightException(Kind.FAILURE, message, cause);
  }

  public Kind kind() {
    return kind;
  }
}
