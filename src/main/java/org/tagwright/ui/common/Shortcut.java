package org.tagwright.ui.common;

import javafx.scene.input.KeyCombination;

/**
 * A key and what it does.
 *
 * @param keys as {@link KeyCombination#valueOf(String)} takes them, such as {@code "Shortcut+S"}
 * @param what for the help sheet, such as "Save the configuration"
 */
public record Shortcut(KeyCombination keys, String what, Runnable action) {
  public Shortcut(String keys, String what, Runnable action) {
    this(KeyCombination.valueOf(keys), what, action);
  }
}
