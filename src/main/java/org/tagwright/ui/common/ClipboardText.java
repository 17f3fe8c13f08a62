package org.tagwright.ui.common;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Text for the system's clipboard. */
public final class ClipboardText {
  private ClipboardText() {}

  /** Puts text there. FX thread. */
  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
