package org.tagwright.ui.labels;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;

/** A field in which a class is typed, and into which a key brings the keys. */
public final class ClassField extends TextField {
  private boolean beginning;

  public ClassField() {
    setPromptText("Add a class (A)");
    addEventFilter(KeyEvent.KEY_TYPED, this::type);
    addEventFilter(KeyEvent.KEY_RELEASED, e -> beginning = false);
  }

  /** Takes the keys over. The key that asked for it is not yet typed, and must not be. */
  public void begin() {
    beginning = true;
    requestFocus();
  }

  private void type(KeyEvent e) {
    if (beginning) {
      beginning = false;
      e.consume();
    }
  }
}
