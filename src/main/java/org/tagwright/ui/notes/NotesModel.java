package org.tagwright.ui.notes;

import java.util.List;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tagwright.checkpoint.Notes;
import org.tagwright.ui.common.Workbench;

/** Reads and writes notes in the background. FX thread. */
public final class NotesModel {
  /**
   * Notes that the person looks at to change them.
   *
   * @param changed is run when they were saved
   */
  public record Opened(Noted of, Notes notes, Runnable changed) {}

  private final Workbench workbench;
  private final ReadOnlyObjectWrapper<Opened> opened = new ReadOnlyObjectWrapper<>();

  public NotesModel(Workbench workbench) {
    this.workbench = workbench;
  }

  /** What the shell shows a sheet of, or {@code null}. */
  public ReadOnlyObjectProperty<Opened> openedProperty() {
    return opened.getReadOnlyProperty();
  }

  /** Opens the notes of one. */
  public void open(Noted of, Runnable changed) {
    workbench
        .background()
        .quietly("Reading the notes", job -> Notes.read(of.file()))
        .onDone(notes -> opened.set(new Opened(of, notes, changed)));
  }

  /** Nothing is open any more. */
  public void close() {
    opened.set(null);
  }

  /** Replaces the notes that are open. */
  public void save(Notes notes) {
    Opened now = opened.get();
    change(List.of(now.of()), before -> notes, now.changed());
  }

  /** Stars all, or takes the stars away where all have one. */
  public void star(List<Noted> chosen, Runnable changed) {
    boolean on = !chosen.stream().allMatch(Noted::starred);
    change(chosen, notes -> notes.withStarred(on), changed);
  }

  /** Archives all, or brings them back where all are archived. */
  public void archive(List<Noted> chosen, Runnable changed) {
    boolean on = !chosen.stream().allMatch(Noted::archived);
    change(chosen, notes -> notes.withArchived(on), changed);
  }

  private void change(List<Noted> chosen, UnaryOperator<Notes> how, Runnable changed) {
    workbench
        .background()
        .quietly(
            "Saving the notes",
            job -> {
              chosen.forEach(each -> Notes.change(each.file(), how));
              return chosen;
            })
        .onEnd(changed);
  }
}
