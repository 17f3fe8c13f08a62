package org.tagwright.ui.labels;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;

/** Undo, redo, and what else there is to do about labels, as icons. */
public final class LabelTools extends HBox {
  private final LabelEditing editing;
  private final Button undo;
  private final Button redo;

  private LabelTools(LabelEditing editing) {
    this.editing = editing;
    undo = icon("mdi2u-undo", "Undo (Ctrl+Z)", editing::undo);
    redo = icon("mdi2r-redo", "Redo (Ctrl+Shift+Z)", editing::redo);
    getChildren().addAll(undo, redo);
    setMinWidth(USE_PREF_SIZE);
    editing.deskProperty().addListener(o -> follow());
    follow();
  }

  /** Undo and redo only, as in a sheet. */
  public static LabelTools undo(LabelEditing editing) {
    return new LabelTools(editing);
  }

  /**
   * All tools.
   *
   * @param sheets where the history and the classes are shown
   */
  public static LabelTools all(LabelEditing editing, Sheets sheets, Workbench workbench) {
    LabelTools tools = new LabelTools(editing);
    tools
        .getChildren()
        .addAll(
            icon(
                "mdi2h-history",
                "History of the labels",
                () -> sheets.showLarge(tools.history(workbench, sheets::close))),
            icon(
                "mdi2t-tag-multiple-outline",
                "Add, rename, merge or remove classes",
                () -> sheets.show(tools.classes(workbench, sheets::close))));
    return tools;
  }

  private HistorySheet history(Workbench workbench, Runnable close) {
    HistoryModel model = new HistoryModel(editing.deskProperty().get(), workbench.background());
    return new HistorySheet(model, close);
  }

  private ClassesSheet classes(Workbench workbench, Runnable close) {
    LabelDesk desk = editing.deskProperty().get();
    return new ClassesSheet(new ClassesModel(desk, workbench.quietly(), workbench.fx()), close);
  }

  private static Button icon(String icon, String what, Runnable action) {
    Button button = Buttons.icon(icon, what, action);
    button.setFocusTraversable(false);
    return button;
  }

  private void follow() {
    LabelDesk desk = editing.deskProperty().get();
    if (desk != null) {
      enable(undo, desk.undoableProperty());
      enable(redo, desk.redoableProperty());
    }
  }

  private static void enable(Button button, ReadOnlyObjectProperty<Head> change) {
    button.disableProperty().bind(Bindings.isNull(change));
  }
}
