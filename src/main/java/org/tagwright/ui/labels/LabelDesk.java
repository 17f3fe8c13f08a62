package org.tagwright.ui.labels;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tagwright.common.Progress;
import org.tagwright.common.Units;
import org.tagwright.data.LabelSet;
import org.tagwright.data.labels.EditResult;
import org.tagwright.data.labels.ImageChange;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.data.labels.LabelConflict;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Questions;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Workbench;

/**
 * Where the window edits the labels of one data set. Whoever shows labels hears of an edit at once;
 * it is saved behind that, one edit after another, and taken back on the screen where it could not
 * be saved. For the FX thread.
 */
public final class LabelDesk {
  /** Who the history says made a change. */
  public static final String BY = "window";

  private static final int LONG_WORK = 200; // images, from which on saving them shows as a job

  /** Whoever shows labels. */
  public interface Listener {
    /** These images have other labels now. */
    void changed(List<ImageChange> changes);

    /** The classes are others now, so that everything is to be read anew. */
    default void classesChanged() {}
  }

  /** What is saved, and what the screen shows of it already. */
  private record Save(String title, List<ImageChange> shown, Background.Work<EditResult> work) {}

  private record Saved(EditResult result, Head undoable, Head redoable) {}

  private final Path folder;
  private final LabelBook book;
  private final Background background;
  private final Problems problems;
  private final Questions questions;
  private final List<Listener> listeners = new ArrayList<>();
  private final Deque<Save> waiting = new ArrayDeque<>();
  private final ReadOnlyObjectWrapper<Head> undoable = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Head> redoable = new ReadOnlyObjectWrapper<>();
  private boolean saving;

  LabelDesk(Path folder, LabelBook book, Workbench workbench) {
    this(folder, book, workbench.background(), workbench.problems(), workbench.questions());
  }

  LabelDesk(
      Path folder, LabelBook book, Background background, Problems problems, Questions questions) {
    this.folder = folder;
    this.book = book;
    this.background = background;
    this.problems = problems;
    this.questions = questions;
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
   * Changes images, as one change.
   *
   * @param seen the labels of each image as the person sees them
   * @return whether there was anything to change
   */
  public boolean edit(Map<String, ImageLabels> seen, UnaryOperator<ImageLabels> edit) {
    List<ImageChange> wanted = new ArrayList<>();
    seen.forEach(
        (stem, before) -> {
          ImageLabels after = edit.apply(before);
          if (!after.equals(before)) {
            wanted.add(new ImageChange(stem, before, after));
          }
        });
    if (wanted.isEmpty()) {
      return false;
    }
    tell(wanted);
    if (wanted.size() == 1) {
      ImageChange one = wanted.get(0);
      save("Saving labels", wanted, p -> book.edit(one.stem(), one.before(), one.after(), BY));
    } else {
      List<String> stems = wanted.stream().map(ImageChange::stem).toList();
      String title = "Saving the labels of " + Units.count(stems.size(), "image");
      save(title, wanted, progress -> book.editAll(stems, edit, BY, progress));
    }
    return true;
  }

  public void undo() {
    save("Undoing", List.of(), progress -> book.undo(BY, progress));
  }

  public void redo() {
    save("Redoing", List.of(), progress -> book.redo(BY, progress));
  }

  /** Takes an earlier change back for some of its images; {@code null}: for all. */
  public void revert(Head change, Set<String> stems) {
    save("Taking a change back", List.of(), p -> book.revert(change.id(), stems, BY, p));
  }

  /** Looks what can be undone now; others may have changed something. */
  public void refresh() {
    save("Reading the history", List.of(), progress -> new EditResult(null, List.of()));
  }

  /** Whether everything is saved. */
  public boolean idle() {
    return !saving && waiting.isEmpty();
  }

  private void save(String title, List<ImageChange> shown, Background.Work<EditResult> work) {
    waiting.add(new Save(title, shown, work));
    next();
  }

  private void next() {
    if (saving || waiting.isEmpty()) {
      return;
    }
    saving = true;
    Save save = waiting.remove();
    Background.Work<Saved> work = progress -> saved(save, progress);
    Job<Saved> job =
        save.shown.size() < LONG_WORK
            ? background.quietly(save.title, work)
            : background.show(save.title, work);
    job.onFailed(
        failure -> {
          takeBack(save);
          problems.report(save.title, failure);
        });
    job.onDone(saved -> done(save, saved));
    job.onEnd(
        () -> {
          saving = false;
          if (job.stateProperty().get() == Job.State.CANCELLED) {
            takeBack(save);
          }
          next();
        });
  }

  private Saved saved(Save save, Progress progress) throws Exception {
    EditResult result = save.work.run(progress);
    return new Saved(result, book.undoable().orElse(null), book.redoable().orElse(null));
  }

  private void done(Save save, Saved saved) {
    undoable.set(saved.undoable);
    redoable.set(saved.redoable);
    EditResult result = saved.result;
    if (!result.conflicts().isEmpty()) {
      takeBackTo(save, result.conflicts());
      ask(save, result.conflicts());
    } else if (result.saved()) {
      Map<String, ImageLabels> onScreen = new HashMap<>();
      save.shown.forEach(change -> onScreen.put(change.stem(), change.after()));
      tell(
          result.change().images().stream()
              .filter(change -> !change.after().equals(onScreen.get(change.stem())))
              .toList());
    }
  }

  /** What was shown is not so; nor what was built on it. */
  private void takeBack(Save failed) {
    List<Save> built = new ArrayList<>(waiting);
    waiting.clear();
    Collections.reverse(built);
    built.forEach(save -> tell(reversed(save.shown)));
    tell(reversed(failed.shown));
  }

  private void takeBackTo(Save failed, List<LabelConflict> conflicts) {
    takeBack(failed);
    tell(
        conflicts.stream()
            .map(c -> new ImageChange(c.wanted().stem(), c.wanted().before(), c.found()))
            .toList());
  }

  private static List<ImageChange> reversed(List<ImageChange> changes) {
    return changes.stream().map(c -> new ImageChange(c.stem(), c.after(), c.before())).toList();
  }

  private void tell(List<ImageChange> changes) {
    if (!changes.isEmpty()) {
      List.copyOf(listeners).forEach(listener -> listener.changed(changes));
    }
  }

  /** Somebody else has changed the file meanwhile: which of the two is to hold? */
  private void ask(Save save, List<LabelConflict> conflicts) {
    LabelConflict first = conflicts.get(0);
    String text = first.toText(classes());
    if (conflicts.size() > 1) {
      text += " So it is with " + Units.count(conflicts.size() - 1, "other image") + ".";
    }
    boolean undoing = save.shown.isEmpty();
    if (undoing) {
      Head change = undoable.get();
      questions.ask(
          "Changed by somebody else",
          text + " Nothing was taken back.",
          new Answer("Take back what is unchanged", false, () -> revert(change, null)));
      return;
    }
    questions.ask(
        "Changed by somebody else",
        text,
        new Answer("Keep what is on disk", false, () -> {}),
        new Answer("Apply my change to it", false, () -> again(conflicts)));
  }

  private void again(List<LabelConflict> conflicts) {
    for (LabelConflict conflict : conflicts) {
      ImageChange wanted = conflict.wanted();
      edit(
          Map.of(wanted.stem(), conflict.found()),
          found -> onTopOf(found, wanted, classes().size()));
    }
  }

  /** What the person changed, changed in what is there now. */
  private static ImageLabels onTopOf(ImageLabels found, ImageChange wanted, int classes) {
    ImageLabels result = found.labelled() ? found : wanted.after();
    for (int k = 0; k < classes; k++) {
      ImageLabels.State state = wanted.after().state(k);
      if (state != wanted.before().state(k)) {
        result = result.with(k, state);
      }
    }
    return result;
  }
}
