package org.tagwright.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tagwright.ui.shell.ChangelogLine.Kind.GROUP;
import static org.tagwright.ui.shell.ChangelogLine.Kind.ITEM;
import static org.tagwright.ui.shell.ChangelogLine.Kind.RELEASE;
import static org.tagwright.ui.shell.ChangelogLine.Kind.SUBJECT;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangelogLineTest {
  @Test
  void readsAsASentenceWithoutMarks() {
    assertThat(
            ChangelogLine.of(
                """
                # Changelog

                All changes are [here](https://example.org).

                ## [0.2.0] - 2026-12-01

                ### Added

                Data
                - `tagwright data check` finds **every** problem
                  ([how](docs/labels.md)).
                - Next.
                """))
        .isEqualTo(
            List.of(
                new ChangelogLine(RELEASE, "0.2.0 - 2026-12-01"),
                new ChangelogLine(GROUP, "Added"),
                new ChangelogLine(SUBJECT, "Data"),
                new ChangelogLine(ITEM, "tagwright data check finds every problem (how)."),
                new ChangelogLine(ITEM, "Next.")));
  }

  @Test
  void ourChangelogHasNothingElse() throws Exception {
    assertThat(ChangelogLine.of(Files.readString(Path.of("CHANGELOG.md"))))
        .hasSizeGreaterThan(20)
        .noneMatch(line -> line.text().matches(".*(`|\\]\\(|^#|^\\s).*"));
  }
}
