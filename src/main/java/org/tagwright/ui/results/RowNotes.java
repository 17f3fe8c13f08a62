package org.tagwright.ui.results;

import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SeparatorMenuItem;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.Column;
import org.tagwright.ui.notes.Noted;
import org.tagwright.ui.notes.NotesMenu;
import org.tagwright.ui.notes.NotesModel;

/** Stars, tags and notes of the checkpoints in the table. */
public final class RowNotes {
  private final ResultsModel model;
  private final NotesModel notes;

  public RowNotes(ResultsModel model, NotesModel notes) {
    this.model = model;
    this.notes = notes;
  }

  private Noted noted(CheckpointRow row) {
    return new Noted(
        row.file(),
        model.pageProperty().get().names().of(row),
        row.get(Column.STARRED) != null,
        row.archived());
  }

  private List<Noted> selected() {
    return model.selected().stream().map(this::noted).toList();
  }

  /** Stars a checkpoint, or takes its star away. */
  void star(CheckpointRow row) {
    notes.star(List.of(noted(row)), model::rescan);
  }

  /** Shows the notes of the selected checkpoint, where it is one. */
  void open() {
    if (model.selected().size() == 1) {
      notes.open(selected().get(0), model::rescan);
    }
  }

  /** Puts the same for the selected checkpoints at the head of their menu. */
  void addTo(ContextMenu menu) {
    NotesMenu entries = new NotesMenu(notes, this::selected, model::rescan);
    menu.getItems().add(0, new SeparatorMenuItem());
    menu.getItems().addAll(0, entries.items());
    menu.setOnShowing(e -> entries.update());
  }
}
