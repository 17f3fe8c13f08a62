package org.tagwright.ui.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import org.tagwright.data.labels.ImageLabels.State;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.labels.LabelChip.Having;
import org.tagwright.ui.labels.LabelEditing.Count;
import org.tagwright.ui.labels.LabelEditing.Selected;

/**
 * A field in which a class is typed, and chips that say what may be meant: while nothing is typed
 * the classes on the number keys, then those that the text matches, the first of which Enter adds.
 */
final class ClassPicker {
  private static final int MOST_MATCHES = 12;

  private final LabelEditing editing;
  private final BooleanSupplier seen;
  private final Consumer<List<Node>> show;
  private final Runnable leave;
  private final ClassField field = new ClassField();
  private final KeptChips<Key> kept = new KeptChips<>(this::chip);
  private List<Integer> matches = List.of();
  private int chosen;

  private record Key(int number, int classIndex, String name, Having having, boolean pinned) {}

  /**
   * @param seen whether it is on the screen, so that it has to follow
   * @param show shows the chips
   * @param leave gives the keys back to the images
   */
  ClassPicker(
      LabelEditing editing, BooleanSupplier seen, Consumer<List<Node>> show, Runnable leave) {
    this.editing = editing;
    this.seen = seen;
    this.show = show;
    this.leave = leave;
    field.setAccessibleText("Class to add to the selected images");
    field.getStyleClass().add("class-field");
    field.textProperty().addListener((o, was, is) -> complete());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    InvalidationListener refresh = o -> follow();
    editing.selectedProperty().addListener(refresh);
    editing.deskProperty().addListener(refresh);
    refresh();
  }

  TextField field() {
    return field;
  }

  /** Takes the keys over. */
  void begin() {
    field.begin();
  }

  /** Gives the keys back to the images where the field has them; false: it has not. */
  boolean leave() {
    boolean mine = field.isFocused();
    if (mine) {
      field.clear();
      leave.run();
    }
    return mine;
  }

  private void complete() {
    chosen = 0;
    refresh();
  }

  private void follow() {
    if (seen.getAsBoolean()) {
      refresh();
    }
  }

  private void refresh() {
    String typed = field.getText().strip();
    if (typed.isEmpty()) {
      matches = List.of();
      show.accept(keys());
    } else {
      List<Integer> found = editing.atHand().complete(typed);
      matches = found.subList(0, Math.min(MOST_MATCHES, found.size()));
      show.accept(
          matches.isEmpty()
              ? List.of(Texts.whole("No class has that in its name", "muted", "small"))
              : matchChips());
    }
  }

  private List<Node> keys() {
    List<Key> keys = new ArrayList<>();
    for (int number = 1; number <= ClassesAtHand.KEYS; number++) {
      int k = editing.atHand().onKey(number);
      if (k >= 0) {
        keys.add(
            new Key(number, k, editing.classes().get(k), having(k), editing.atHand().pinned(k)));
      }
    }
    return List.copyOf(kept.of(keys));
  }

  private LabelChip chip(Key key) {
    int number = key.number();
    int k = key.classIndex();
    boolean pinned = key.pinned();
    LabelChip chip =
        LabelChip.offered(
                k, key.name(), Integer.toString(number), key.having(), () -> editing.toggle(k))
            .explained(
                "Add or remove (%d), unknown (Shift+%d)%s"
                    .formatted(number, number, pinned ? "; pinned to this key" : ""));
    if (pinned) {
      chip.getStyleClass().add("pinned");
    }
    chip.setOnContextMenuRequested(
        e -> menu(number, k, pinned).show(chip, e.getScreenX(), e.getScreenY()));
    return chip;
  }

  private ContextMenu menu(int number, int k, boolean pinned) {
    return new ContextMenu(
        Menus.item(
            pinned ? "Unpin from key " + number : "Pin to key " + number,
            pinned ? "mdi2p-pin-off-outline" : "mdi2p-pin-outline",
            () -> editing.pin(k, !pinned)),
        Menus.item(
            "Unknown for the selected images", "mdi2h-help", () -> editing.set(k, State.UNKNOWN)));
  }

  private List<Node> matchChips() {
    List<Node> chips = new ArrayList<>();
    for (int i = 0; i < matches.size(); i++) {
      int k = matches.get(i);
      LabelChip chip =
          LabelChip.offered(
              k, editing.classes().get(k), i == chosen ? "↵" : null, having(k), () -> take(k));
      chip.mark(i == chosen);
      chips.add(chip);
    }
    return chips;
  }

  private Having having(int classIndex) {
    return having(editing.selectedProperty().get(), classIndex);
  }

  static Having having(Selected selected, int classIndex) {
    Count count = selected.of(classIndex);
    if (count.having() == selected.images() && count.having() > 0) {
      return Having.ALL;
    }
    if (count.unknown() == selected.images() && count.unknown() > 0) {
      return Having.UNKNOWN;
    }
    return count.having() + count.unknown() > 0 ? Having.SOME : Having.NONE;
  }

  private void take(int classIndex) {
    editing.set(classIndex, State.PRESENT);
    field.clear();
  }

  private void key(KeyEvent e) {
    switch (e.getCode()) {
      case ENTER -> {
        if (matches.isEmpty()) {
          leaveIfEmpty();
        } else {
          take(matches.get(chosen));
        }
      }
      case DOWN, TAB -> move(e.isShiftDown() ? -1 : 1);
      case UP -> move(-1);
      case ESCAPE -> leave();
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void leaveIfEmpty() {
    if (field.getText().isBlank()) {
      leave.run();
    }
  }

  private void move(int by) {
    if (matches.isEmpty()) {
      leaveIfEmpty();
    } else {
      chosen = Math.floorMod(chosen + by, matches.size());
      refresh();
    }
  }
}
