package org.tagwright.ui.common;

import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCombination;

/**
 * A key and what it does.
 *
 * @param keys as {@link KeyCombination#valueOf(String)} takes them, such as {@code "Shortcut+S"}
 * @param what for the help sheet, such as "Save the configuration"
 */
public record Shortcut(KeyCombination keys, String what, Runnable action) {
  /**
   * A key that the node with the focus takes care of; listed in the help sheet all the same.
   *
   * @param keys as a person reads them, such as "1 … 9"
   */
  public record Help(String keys, String what) {}

  public Shortcut(String keys, String what, Runnable action) {
    this(parse(keys), what, action);
  }

  /** A name that JavaFX does not know, such as Escape for Esc, would be a key that never comes. */
  private static KeyCombination parse(String keys) {
    KeyCombination parsed = KeyCombination.valueOf(keys);
    if (parsed instanceof KeyCharacterCombination character
        && character.getCharacter().length() > 1) {
      throw new IllegalArgumentException("there is no key " + character.getCharacter());
    }
    return parsed;
  }
}
