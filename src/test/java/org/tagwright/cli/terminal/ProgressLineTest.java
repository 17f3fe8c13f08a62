package org.tagwright.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void pipedOutputIsPlainLinesWithoutCarriageReturns() {
    try (ProgressLine line = new ProgressLine(ProgressLine.Style.LINES, out)) {
      line.update("Decoding", 1, 10, "");
      line.update("Decoding", 2, 10, "");
      line.update("Decoding", 10, 10, "3 skipped");
    }
    assertThat(printed()).doesNotContain("\r");
    assertThat(printed().lines()).hasSize(2);
    assertThat(printed().lines().skip(1)).first().asString().contains("100%", "10/10", "3 skipped");
  }

  @Test
  void barIsRedrawnInPlaceAndEndsItsLine() {
    try (ProgressLine line = new ProgressLine(ProgressLine.Style.BAR, out)) {
      line.update("Decoding", 5, 10, "");
      line.update("Decoding", 10, 10, "");
    }
    assertThat(printed()).startsWith("\rDecoding").endsWith(System.lineSeparator());
    assertThat(printed().chars().filter(c -> c == '\r').count()).isEqualTo(2);
  }

  @Test
  void aLongerTextIsWipedByAShorterOne() {
    try (ProgressLine line = new ProgressLine(ProgressLine.Style.BAR, out)) {
      line.update("A long name of work", 0, 0, "");
      line.say("done");
    }
    String wiped = printed().substring(printed().lastIndexOf("\r "), printed().lastIndexOf("\r"));
    assertThat(wiped).isNotEmpty().isBlank();
    assertThat(printed()).endsWith("\rdone" + System.lineSeparator());
  }

  @Test
  void quietSaysNothing() {
    try (ProgressLine line = new ProgressLine(ProgressLine.Style.QUIET, out)) {
      line.update("Decoding", 10, 10, "");
      line.say("done");
    }
    assertThat(printed()).isEmpty();
  }
}
