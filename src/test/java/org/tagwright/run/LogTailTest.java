package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  private Path file;
  private LogTail tail;

  @BeforeEach
  void open(@TempDir Path folder) {
    file = folder.resolve("train.log");
    tail = new LogTail(file);
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void newLinesComeWithTheOldOnesAndNothingNewIsNothing() throws IOException {
    assertThat(tail.poll()).isNull();
    append("a\nb\n");
    assertThat(tail.poll()).containsExactly("a", "b");
    assertThat(tail.poll()).isNull();
    append("c\n");
    assertThat(tail.poll()).containsExactly("a", "b", "c");
  }

  @Test
  void anUnfinishedLineIsShownAndGoesOn() throws IOException {
    append("a\nb");
    assertThat(tail.poll()).containsExactly("a", "b");
    append("c\n");
    assertThat(tail.poll()).containsExactly("a", "bc");
  }

  @Test
  void ofAProgressLineTheLastVersionIsShown() throws IOException {
    append("10 %\r20 %\r30 %\nnext\r\n");
    assertThat(tail.poll()).containsExactly("30 %", "next");
  }

  @Test
  void aHugeLogShowsItsEndInBoundedMemory() throws IOException {
    append("x".repeat(99).concat("\n").repeat(50_000));
    append("the end\n");
    assertThat(tail.poll()).hasSizeLessThanOrEqualTo(21_000).endsWith("the end");
  }
}
