package org.tagwright;

/** A file as the only argument, as when one is double-clicked; so in bin/tagwright. */
final class FileToOpen {
  private FileToOpen() {}

  /**
   * Whether the arguments are one file, there or not. No command has a dot or a slash in its name.
   */
  static boolean isNamed(String... args) {
    return args.length == 1 && !args[0].startsWith("-") && args[0].matches("(?s).*[./\\\\].*");
  }
}
