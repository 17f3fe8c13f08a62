package org.tagwright.ui.common;

import java.util.List;

/**
 * What a controller of a view may tell the shell. All methods are called on the FX thread; none may
 * read a disk.
 */
public interface View {
  /** The view has become the visible one. */
  default void shown() {}

  /** Another view has become visible. */
  default void hidden() {}

  /** Keys that work while this view is visible; the help sheet lists them. */
  default List<Shortcut> shortcuts() {
    return List.of();
  }

  /** Keys that change the labels of the selected images; the help sheet lists them too. */
  default List<Shortcut.Help> labelKeys() {
    return List.of();
  }
}
