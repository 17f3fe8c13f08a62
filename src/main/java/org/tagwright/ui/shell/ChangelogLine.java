package org.tagwright.ui.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the changelog as a person reads it, with none of Markdown's marks.
 *
 * @param kind how it is set
 */
record ChangelogLine(Kind kind, String text) {
  enum Kind {
    RELEASE,
    GROUP,
    SUBJECT,
    ITEM
  }

  /** The releases of a changelog; what stands before the first is left out. */
  static List<ChangelogLine> of(String markdown) {
    List<ChangelogLine> lines = new ArrayList<>();
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("## ")) {
        lines.add(new ChangelogLine(Kind.RELEASE, plain(line.substring(3))));
      } else if (!lines.isEmpty() && !line.isBlank()) {
        add(line, lines);
      }
    }
    return lines;
  }

  private static void add(String line, List<ChangelogLine> lines) {
    if (line.startsWith("### ")) {
      lines.add(new ChangelogLine(Kind.GROUP, plain(line.substring(4))));
    } else if (line.startsWith("- ")) {
      lines.add(new ChangelogLine(Kind.ITEM, plain(line.substring(2))));
    } else if (line.startsWith(" ")) {
      int last = lines.size() - 1;
      ChangelogLine begun = lines.get(last);
      lines.set(last, new ChangelogLine(begun.kind, begun.text + " " + plain(line.strip())));
    } else {
      lines.add(new ChangelogLine(Kind.SUBJECT, plain(line)));
    }
  }

  private static String plain(String markdown) {
    return markdown
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .replaceAll("^\\[(.*?)]", "$1")
        .replace("`", "")
        .replace("**", "");
  }
}
