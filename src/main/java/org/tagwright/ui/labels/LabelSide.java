package org.tagwright.ui.labels;

import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.widget.Shown;

/** Beside a large image: the field in which a class is typed, and the classes on the keys. */
public final class LabelSide extends VBox {
  private final FlowPane offered = new FlowPane(5, 5);
  private final ClassPicker picker;

  /**
   * @param seen whether it is on the screen, so that it has to follow
   * @param leave gives the keys back to the image
   */
  public LabelSide(LabelEditing editing, BooleanSupplier seen, Runnable leave) {
    super(8);
    getStyleClass().add("label-side");
    setMinHeight(USE_PREF_SIZE);
    picker = new ClassPicker(editing, seen, this::offer, leave);
    getChildren().addAll(picker.field(), offered);
    Shown.when(this, editing.deskProperty().isNotNull());
  }

  private void offer(List<Node> chips) {
    offered.getChildren().setAll(chips);
  }

  /** Brings the keys into the field in which a class is typed; called by a key. */
  public void add() {
    picker.begin();
  }

  /** Gives the keys back to the images where the field has them; false: it has not. */
  public boolean leave() {
    return picker.leave();
  }
}
