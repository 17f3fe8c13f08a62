package org.tagwright.review;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder that files have in common, for shorter names. */
final class CommonFolder {
  private CommonFolder() {}

  /** Characters of the common folder, with the separator behind it. */
  static int length(List<Path> files) {
    Path common = find(files);
    if (common == null) {
      return 0;
    }
    String folder = common.toString();
    return folder.isEmpty() || folder.endsWith(common.getFileSystem().getSeparator())
        ? folder.length()
        : folder.length() + 1;
  }

  /** That folder, or the current one where the files have none in common. */
  static Path of(List<Path> files) {
    Path common = find(files);
    return common == null ? Path.of("").toAbsolutePath() : common;
  }

  private static @Nullable Path find(List<Path> files) {
    Path common = files.isEmpty() ? null : files.get(0).getParent();
    for (Path file : files) {
      while (common != null && !file.startsWith(common)) {
        common = common.getParent();
      }
    }
    return common;
  }
}
