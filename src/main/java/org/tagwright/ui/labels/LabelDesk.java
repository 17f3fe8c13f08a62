package org.tagwright.ui.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tagwright.common.Units;
import org.tagwright.data.LabelSet;
import org.tagwright.data.labels.ClassEdit;
import org.tagwright.data.labels.EditResult;
import org.tagwright.data.labels.ImageChange;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.data.labels.LabelChange;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.data.labels.LabelConflict;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Questions;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.labels.LabelSaves.Kind;
import org.tagwright.ui.labels.LabelSaves.Save;
import org.tagwright.ui.labels.LabelSaves.Saved;

/**
 * Where the window edits the labels of one data set. Whoever shows labels hears of an edit at once;
 * it is saved behind that, one edit after another, and taken back on the screen where it could not
 * be saved. For the FX thread.
 */
public final class LabelDesk {
  /** Who the history says made a change. */
  public static final String BY = "window";

  /** Whoever shows labels. */
  public interface Listener {
    /** These images have other labels now. */
    void changed(List<ImageChange> changes);

    /** The classes are others now, so that everything is to be read anew. */
    default void classesChanged() {}
  }

  private final Path folder;
  private final LabelBook book;
  private final Questions questions;
  private final List<Listener> listeners = new ArrayList<>();
  private final LabelSaves saves;
  private final List<Runnable> deferred = new ArrayList<>();
  private final ReadOnlyObjectWrapper<Head> undoable = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Head> redoable = new ReadOnlyObjectWrapper<>();

  LabelDesk(Path folder, LabelBook book, Workbench workbench) {
    this(folder, book, workbench.background(), workbench.problems(), workbench.questions());
  }

  LabelDesk(
      Path folder, LabelBook book, Background background, Problems problems, Questions questions) {
    this.folder = folder;
    this.book = book;
    this.questions = questions;
    saves = new LabelSaves(book, background, problems, new Screen());
    refresh();
  }

  /** The label folder. */
  public Path folder() {
    return folder;
  }

  /** The classes of the data set. */
  public LabelSet classes() {
    return book.classes();
  }

  public LabelBook book() {
    return book;
  }

  /** Tells somebody of every change, until {@link #forget}. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  public void forget(Listener listener) {
    listeners.remove(listener);
  }

  /** The change that undo takes back, or {@code null}. */
  public ReadOnlyObjectProperty<Head> undoableProperty() {
    return undoable.getReadOnlyProperty();
  }

  /** The change that redo makes again, or {@code null}. */
  public ReadOnlyObjectProperty<Head> redoableProperty() {
    return redoable.getReadOnlyProperty();
  }

  /**
   * Runs an edit as soon as everybody knows what there is to edit: at once, or after the undo that
   * is under way; never, where that changes the classes.
   */
  public void whenKnown(Runnable edit) {
    if (saves.blind()) {
      deferred.add(edit);
    } else {
      edit.run();
    }
  }

  /**
   * Changes images, as one change. To be called by {@link #whenKnown}.
   *
   * @param seen the labels of each image as the person sees them
   */
  public void edit(Map<String, ImageLabels> seen, UnaryOperator<ImageLabels> edit) {
    List<ImageChange> wanted = new ArrayList<>();
    seen.forEach(
        (stem, before) -> {
          ImageLabels after = edit.apply(before);
          if (!after.equals(before)) {
            wanted.add(new ImageChange(stem, before, after));
          }
        });
    if (wanted.isEmpty()) {
      return;
    }
    tell(wanted);
    String title = "Saving the labels of " + Units.count(wanted.size(), "image");
    List<String> stems = wanted.stream().map(ImageChange::stem).toList();
    ImageChange one = wanted.get(0);
    Background.Work<EditResult> work =
        stems.size() == 1
            ? progress -> book.edit(one.stem(), one.before(), one.after(), BY)
            : progress -> book.editAll(stems, edit, BY, progress);
    saves.add(new Save(Kind.EDIT, title, wanted, work));
  }

  public void undo() {
    save(Kind.UNDO, "Undoing", progress -> book.undo(BY, progress));
  }

  public void redo() {
    save(Kind.BLIND, "Redoing", progress -> book.redo(BY, progress));
  }

  /** Takes an earlier change back for some of its images; {@code null}: for all. */
  public void revert(Head change, Set<String> stems) {
    save(Kind.BLIND, "Taking a change back", p -> book.revert(change.id(), stems, BY, p));
  }

  /** Changes the class list, and the labels of all images with it. */
  public void edit(ClassEdit edit) {
    save(Kind.BLIND, "Changing the classes", progress -> book.edit(edit, BY, progress));
  }

  private void save(Kind kind, String title, Background.Work<EditResult> work) {
    saves.add(new Save(kind, title, List.of(), work));
  }

  /** Looks what others have changed, and what can be undone now. */
  public void refresh() {
    saves.look();
  }

  /** Whether everything is saved. */
  public boolean idle() {
    return saves.idle();
  }

  private void tell(List<ImageChange> changes) {
    if (!changes.isEmpty()) {
      List.copyOf(listeners).forEach(listener -> listener.changed(changes));
    }
  }

  private void tell(LabelChange change) {
    if (change.classes() == null) {
      tell(change.images());
    } else {
      deferred.clear(); // indices mean other classes now
      List.copyOf(listeners).forEach(Listener::classesChanged);
    }
  }

  /** Brings the screen to what is on disk. */
  private final class Screen implements LabelSaves.Owner {
    @Override
    public void done(Save save, Saved saved) {
      undoable.set(saved.undoable());
      redoable.set(saved.redoable());
      saved.others().forEach(LabelDesk.this::tell);
      EditResult result = saved.result();
      if (!result.conflicts().isEmpty()) {
        conflict(save, result.conflicts());
      } else if (result.saved() && result.change().classes() != null) {
        tell(result.change());
      } else if (result.saved()) {
        Map<String, ImageLabels> onScreen = new HashMap<>();
        save.shown().forEach(change -> onScreen.put(change.stem(), change.after()));
        tell(
            result.change().images().stream()
                .filter(change -> !change.after().equals(onScreen.get(change.stem())))
                .toList());
      }
    }

    private void conflict(Save save, List<LabelConflict> conflicts) {
      saves.takeBack(save);
      tell(
          conflicts.stream()
              .map(c -> new ImageChange(c.wanted().stem(), c.wanted().before(), c.found()))
              .toList());
      ConflictQuestion question = new ConflictQuestion(LabelDesk.this, conflicts);
      questions
          .openProperty()
          .set(
              save.kind() == Kind.EDIT
                  ? question.ofEdit()
                  : question.ofUndo(save.kind() == Kind.UNDO ? undoable.get() : null));
    }

    @Override
    public void takenBack(Save save, List<Save> built) {
      built.forEach(each -> tell(reversed(each.shown())));
      tell(reversed(save.shown()));
    }

    @Override
    public void known() {
      List<Runnable> now = List.copyOf(deferred);
      deferred.clear();
      now.forEach(Runnable::run);
    }

    private static List<ImageChange> reversed(List<ImageChange> changes) {
      return changes.stream().map(c -> new ImageChange(c.stem(), c.after(), c.before())).toList();
    }
  }
}
