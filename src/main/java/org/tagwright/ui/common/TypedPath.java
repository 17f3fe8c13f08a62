package org.tagwright.ui.common;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Paths as people type them. */
public final class TypedPath {
  private TypedPath() {}

  /** The path, with {@code ~} as the home folder; {@code null} where the text is none. */
  public static Path parse(String text) {
    String typed = text == null ? "" : text.strip();
    if (typed.isEmpty()) {
      return null;
    }
    boolean home = typed.equals("~") || typed.startsWith("~/") || typed.startsWith("~\\");
    try {
      return home ? Path.of(System.getProperty("user.home") + typed.substring(1)) : Path.of(typed);
    } catch (InvalidPathException e) {
      return null; // the sheet says so, and its button stays off
    }
  }
}
