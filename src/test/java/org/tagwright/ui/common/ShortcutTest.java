package org.tagwright.ui.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import org.junit.jupiter.api.Test;

class ShortcutTest {
  @Test
  void keysAreNamedAsJavaFxNamesThem() {
    assertThat(new Shortcut("Esc", "Back", () -> {}).keys())
        .isEqualTo(new KeyCodeCombination(KeyCode.ESCAPE));
    assertThatThrownBy(() -> new Shortcut("Escape", "Back", () -> {}))
        .hasMessageContaining("Escape");
  }
}
