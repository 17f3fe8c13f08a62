package org.tagwright.ui.labels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.data.labels.ImageLabels.State;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.labels.LabelChip.Having;
import org.tagwright.ui.labels.LabelEditing.Count;
import org.tagwright.ui.labels.LabelEditing.Selected;

/**
 * Below a wall of images or a large one: the labels of what is selected, the field and the keys
 * that add others, and the tools. Takes two rows.
 */
public final class LabelBar extends VBox {
  private final LabelEditing editing;
  private final Label images = Texts.whole("", "strong");
  private final OneRow chips = new OneRow();
  private final KeptChips<Look> kept = new KeptChips<>(this::chip);
  private final OneRow offered = new OneRow();
  private final ClassPicker picker;

  private record Look(int classIndex, String text, Having having) {}

  /**
   * @param seen whether it is on the screen, so that it has to follow
   * @param leave gives the keys back to the images
   */
  public LabelBar(LabelEditing editing, BooleanSupplier seen, Runnable leave, Node... tools) {
    this.editing = editing;
    getStyleClass().add("label-bar");
    setMinHeight(USE_PREF_SIZE);
    picker = new ClassPicker(editing, seen, offered::show, leave);
    picker.field().setMinWidth(150);
    picker.field().setPrefWidth(170);
    HBox.setHgrow(chips, Priority.ALWAYS);
    HBox.setHgrow(offered, Priority.ALWAYS);
    Row first = new Row(10, images, chips);
    first.getChildren().addAll(tools);
    first.setMinHeight(30);
    getChildren().addAll(first, new Row(10, picker.field(), offered));
    InvalidationListener show =
        o -> {
          if (seen.getAsBoolean()) {
            show();
          }
        };
    editing.selectedProperty().addListener(show);
    editing.markedProperty().addListener(show);
    editing.deskProperty().addListener(show);
    Shown.when(this, editing.deskProperty().isNotNull());
    show();
  }

  /** Brings the keys into the field in which a class is typed; called by a key. */
  public void add() {
    picker.begin();
  }

  /** Gives the keys back to the images where the field has them; false: it has not. */
  public boolean leave() {
    return picker.leave();
  }

  private void show() {
    Selected selected = editing.selectedProperty().get();
    int count = selected.images();
    boolean one = count == 1;
    images.setText(one ? "Labels" : Units.count(count, "image"));
    Shown.set(images, count > 0);
    picker.field().setDisable(count == 0);
    if (count == 0) {
      chips.show(List.of(Texts.of("Select images to change their labels", "muted")));
    } else if (selected.classes().isEmpty()) {
      chips.show(List.of(Texts.of(one ? "None" : "No labels", "muted")));
    } else {
      List<Count> counts = new ArrayList<>(selected.classes());
      counts.sort(Comparator.comparingInt(c -> one ? 0 : -c.having() - c.unknown()));
      List<LabelChip> shown = kept.of(counts.stream().map(c -> look(selected, c)).toList());
      int marked = editing.markedProperty().get();
      shown.forEach(chip -> chip.mark(chip.classIndex == marked));
      chips.show(shown);
    }
  }

  private Look look(Selected selected, Count count) {
    int k = count.classIndex();
    Having having = ClassPicker.having(selected, k);
    String name = editing.classes().get(k);
    int some = count.having() + count.unknown();
    String text =
        having == Having.SOME ? Units.text("%s  %,d/%,d", name, some, selected.images()) : name;
    return new Look(k, text, having);
  }

  private LabelChip chip(Look look) {
    int k = look.classIndex();
    return LabelChip.removable(k, look.text(), look.having(), () -> editing.set(k, State.ABSENT))
        .explained(look.having() == Having.UNKNOWN ? "Unknown; click: absent" : "Click to remove");
  }
}
