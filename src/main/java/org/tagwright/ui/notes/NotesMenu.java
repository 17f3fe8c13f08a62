package org.tagwright.ui.notes;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.MenuItem;
import org.tagwright.ui.common.widget.Menus;

/** The entries of a menu that change the notes of what is selected. */
public final class NotesMenu {
  private final Supplier<List<Noted>> selected;
  private final MenuItem star;
  private final MenuItem edit;
  private final MenuItem archive;

  /**
   * @param changed is run when notes were saved
   */
  public NotesMenu(NotesModel model, Supplier<List<Noted>> selected, Runnable changed) {
    this.selected = selected;
    star = Menus.item("Star", "mdi2s-star-outline", () -> model.star(selected.get(), changed));
    edit =
        Menus.item(
            "Tags and note…",
            "mdi2n-note-text-outline",
            () -> model.open(selected.get().get(0), changed));
    archive =
        Menus.item(
            "Archive", "mdi2a-archive-outline", () -> model.archive(selected.get(), changed));
  }

  public List<MenuItem> items() {
    return List.of(star, edit, archive);
  }

  /** Names the entries after what they would do now; to be called before they are shown. */
  public void update() {
    List<Noted> chosen = selected.get();
    star.setDisable(chosen.isEmpty());
    edit.setDisable(chosen.size() != 1);
    archive.setDisable(chosen.isEmpty());
    boolean any = !chosen.isEmpty();
    star.setText(any && chosen.stream().allMatch(Noted::starred) ? "Remove star" : "Star");
    archive.setText(
        any && chosen.stream().allMatch(Noted::archived) ? "Restore from archive" : "Archive");
  }
}
