package org.tagwright.review;

import java.nio.file.Path;
import java.util.List;

/** The folder that files have in common, for shorter names. */
final class CommonFolder {
  private CommonFolder() {}

  /** Characters of the common folder, with the separator behind it. */
  static int length(List<Path> files) {
    Path common = files.isEmpty() ? null : files.get(0).getParent();
    for (Path file : files) {
      while (common != null && !file.startsWith(common)) {
        common = common.getParent();
      }
    }
    if (common == null) {
      return 0;
    }
    String folder = common.toString();
    return folder.isEmpty() || folder.endsWith(common.getFileSystem().getSeparator())
        ? folder.length()
        : folder.length() + 1;
  }
}
