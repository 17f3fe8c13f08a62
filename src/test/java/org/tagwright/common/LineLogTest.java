package org.tagwright.common;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineLogTest {
  private static final byte[] LINES = "one\nzwölf\n".getBytes(UTF_8);

  @TempDir Path folder;

  /** Also in the middle of a character. */
  @Test
  void whereverAKillTearsALineTheWholeOnesAreReadAndGoneOnWith() throws IOException {
    Path file = folder.resolve("log");
    for (int length = 4; length < LINES.length; length++) {
      Files.write(file, Arrays.copyOf(LINES, length));
      assertThat(LineLog.read(file)).containsExactly("one");
      try (LineLog log = LineLog.open(file)) {
        log.append("two\n");
      }
      assertThat(file).hasContent("one\ntwo\n");
    }
  }

  @Test
  void aLineThatIsLongerThanABlockIsCutOffToo() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "one\n" + "x".repeat(200_000));
    LineLog.open(file).close();
    assertThat(file).hasContent("one\n");
  }

  @Test
  void noFileHasNoLines() throws IOException {
    assertThat(LineLog.read(folder.resolve("log"))).isEmpty();
  }
}
