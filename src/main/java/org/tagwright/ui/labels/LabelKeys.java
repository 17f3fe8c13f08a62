package org.tagwright.ui.labels;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.tagwright.data.labels.ImageLabels.State;
import org.tagwright.ui.common.Shortcut;

/** The keys of labelling, the same wherever images are shown. */
public final class LabelKeys {
  private final LabelEditing editing;
  private final Runnable add;
  private final boolean marking;

  /**
   * @param add brings the keys into the field in which a class is typed
   * @param marking whether one label can be marked, as where one image is shown large
   */
  public LabelKeys(LabelEditing editing, Runnable add, boolean marking) {
    this.editing = editing;
    this.add = add;
    this.marking = marking;
  }

  /** Does what a key is for, and consumes it; every other one is left alone. */
  public void handle(KeyEvent e) {
    if (!e.isConsumed()
        && editing.deskProperty().get() != null
        && !(e.getTarget() instanceof TextInputControl)
        && (e.isShortcutDown() ? withShortcut(e) : !e.isAltDown() && plain(e))) {
      e.consume();
    }
  }

  private boolean withShortcut(KeyEvent e) {
    if ((e.getCode() == KeyCode.Z && e.isShiftDown()) || e.getCode() == KeyCode.Y) {
      editing.redo();
      return true;
    }
    if (e.getCode() == KeyCode.Z) {
      editing.undo();
      return true;
    }
    return false;
  }

  private boolean plain(KeyEvent e) {
    int number = number(e.getCode());
    if (number > 0) {
      editing.key(number, e.isShiftDown());
      return true;
    }
    int marked = editing.markedProperty().get();
    switch (e.getCode()) {
      case A, SLASH, DIVIDE -> {
        if (e.isShiftDown() && e.getCode() == KeyCode.SLASH) {
          return false; // the question mark of many keyboards
        }
        add.run();
        return true;
      }
      case TAB -> {
        if (marking) {
          editing.markNext(e.isShiftDown() ? -1 : 1);
        }
        return marking;
      }
      case X, DELETE -> {
        if (marked >= 0) {
          editing.set(marked, State.ABSENT);
        }
        return marked >= 0;
      }
      case U -> {
        if (marked >= 0) {
          editing.toggleUnknown(marked);
        }
        return marked >= 0;
      }
      default -> {
        return false;
      }
    }
  }

  /** The number of a number key from 1, also on the number pad, or 0. */
  private static int number(KeyCode code) {
    String name = code.getName();
    return code.isDigitKey() ? Character.digit(name.charAt(name.length() - 1), 10) : 0;
  }

  /**
   * What the keys do, for the sheet of keys.
   *
   * @param marking whether one label can be marked
   */
  public static List<Shortcut.Help> help(boolean marking) {
    List<Shortcut.Help> keys = new ArrayList<>();
    keys.add(new Shortcut.Help("1 … 9", "Add or remove the class on that key"));
    keys.add(new Shortcut.Help("Shift+1 … 9", "Mark that class unknown"));
    keys.add(new Shortcut.Help("A", "Add a class by name"));
    if (marking) {
      keys.add(new Shortcut.Help("Tab", "Mark the next label"));
      keys.add(new Shortcut.Help("X", "Remove the marked label"));
      keys.add(new Shortcut.Help("U", "The marked label is unknown"));
    }
    keys.add(new Shortcut.Help("Ctrl+Z", "Undo"));
    keys.add(new Shortcut.Help("Ctrl+Shift+Z", "Redo"));
    return keys;
  }
}
