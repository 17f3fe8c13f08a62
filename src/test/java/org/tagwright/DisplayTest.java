package org.tagwright;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DisplayTest {
  @Test
  void linuxWithoutDisplayHasNoWindow() {
    assertThat(Display.missing("Linux", Map.of(), null)).get().asString().contains("DISPLAY");
    assertThat(Display.missing("Linux", Map.of("DISPLAY", " "), null)).isPresent();
  }

  @Test
  void linuxWithDisplayHasOne() {
    assertThat(Display.missing("Linux", Map.of("DISPLAY", ":0"), null)).isEmpty();
  }

  @Test
  void windowsAndMacAlwaysHaveOne() {
    assertThat(Display.missing("Windows 11", Map.of(), null)).isEmpty();
    assertThat(Display.missing("Mac OS X", Map.of(), null)).isEmpty();
  }

  @Test
  void aWindowSystemInMemoryNeedsNoDisplay() {
    assertThat(Display.missing("Linux", Map.of(), "Monocle")).isEmpty();
  }
}
