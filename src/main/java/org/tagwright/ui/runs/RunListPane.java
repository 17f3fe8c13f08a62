package org.tagwright.ui.runs;

import java.util.List;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import org.tagwright.run.RunSummary;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.notes.Noted;
import org.tagwright.ui.notes.NotesMenu;
import org.tagwright.ui.notes.NotesModel;

/** Wires the list of runs: which is selected, their notes, and the archive below it. */
final class RunListPane {
  private final ListView<RunItem> list;
  private final Hyperlink archived;
  private final RunsModel model;
  private final NotesModel notes;

  /**
   * @param archived shows and hides the archived runs
   */
  RunListPane(ListView<RunItem> list, Hyperlink archived, RunsModel model, NotesModel notes) {
    this.list = list;
    this.archived = archived;
    this.model = model;
    this.notes = notes;
    list.setItems(model.runs());
    list.setCellFactory(
        view -> new RunCell(model, item -> notes.star(List.of(noted(item)), () -> {})));
    NotesMenu entries = notesMenu();
    ContextMenu menu = new ContextMenu(entries.items().toArray(MenuItem[]::new));
    menu.setOnShowing(e -> entries.update());
    list.setContextMenu(menu);
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (all, old, item) -> {
              if (item != null) {
                model.selectedProperty().set(item);
              }
            });
    model.selectedProperty().addListener((all, old, item) -> showSelection());
    // The list forgets it when its items are exchanged.
    model.runs().addListener((ListChangeListener<RunItem>) change -> showSelection());
    showSelection();
    RunListing listing = model.listing();
    listing.archivedProperty().addListener(e -> showArchived());
    listing.showArchivedProperty().addListener(e -> showArchived());
    archived.setOnAction(
        e -> {
          archived.setVisited(false);
          listing.showArchivedProperty().set(!listing.showArchivedProperty().get());
        });
    showArchived();
  }

  private void showSelection() {
    RunItem item = model.selectedProperty().get();
    if (item == null) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(item);
    }
  }

  private void showArchived() {
    int count = model.listing().archivedProperty().get();
    boolean shown = model.listing().showArchivedProperty().get();
    Shown.set(archived, count > 0);
    archived.setText(shown ? "Hide archived" : "Show archived (" + count + ")");
  }

  /** Entries for a menu that change the notes of the selected run. */
  NotesMenu notesMenu() {
    return new NotesMenu(
        notes,
        () -> Stream.ofNullable(model.selectedProperty().get()).map(this::noted).toList(),
        () -> {}); // the folders are looked at all the time
  }

  /** Shows the notes of the selected run. */
  void openNotes() {
    RunItem item = model.selectedProperty().get();
    if (item != null) {
      notes.open(noted(item), () -> {});
    }
  }

  private Noted noted(RunItem item) {
    RunSummary run = item.summary();
    return new Noted(
        item.path(),
        RunWords.title(model.namesProperty().get(), run.folder(), run.config()),
        item.notes().starred(),
        item.notes().archived());
  }
}
