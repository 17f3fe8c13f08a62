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
import org.tagwright.data.labels.ClassEdit;
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

  /**
   * What is saved.
   *
   * @param shown what the screen shows of it already
   * @param blind whether nobody knows what it will change before it is done, as with undo
   */
  private record Save(
      String title, List<ImageChange> shown, boolean blind, Background.Work<EditResult> work) {}

  private record Saved(EditResult result, Head undoable, Head redoable) {}

  private final Path folder;
  private final LabelBook book;
  private final Background background;
  private final Problems problems;
  private final Questions questions;
  private final List<Listener> listeners = new ArrayList<>();
  private final Deque<Save> waiting = new ArrayDeque<>();
  private final List<Runnable> deferred = new ArrayList<>();
  private final ReadOnlyObjectWrapper<Head> undoable = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Head> redoable = new ReadOnlyObjectWrapper<>();
  private boolean saving;
  private int blind;

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

  /** The name of a class, or its number where the list has none of it. */
  String className(int classIndex) {
    LabelSet classes = classes();
    return classIndex < classes.size() ? classes.name(classIndex) : "class " + classIndex;
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
    if (blind == 0) {
      edit.run();
    } else {
      deferred.add(edit);
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
    save(new Save(title, wanted, false, work));
  }

  public void undo() {
    saveBlind("Undoing", progress -> book.undo(BY, progress));
  }

  public void redo() {
    saveBlind("Redoing", progress -> book.redo(BY, progress));
  }

  /** Takes an earlier change back for some of its images; {@code null}: for all. */
  public void revert(Head change, Set<String> stems) {
    saveBlind("Taking a change back", p -> book.revert(change.id(), stems, BY, p));
  }

  /** Changes the class list, and the labels of all images with it. */
  public void edit(ClassEdit edit) {
    saveBlind("Changing the classes", progress -> book.edit(edit, BY, progress));
  }

  /** Looks what can be undone now; others may have changed something. */
  public void refresh() {
    save(new Save("Reading the history", List.of(), false, p -> new EditResult(null, List.of())));
  }

  private void saveBlind(String title, Background.Work<EditResult> work) {
    blind++;
    save(new Save(title, List.of(), true, work));
  }

  /** Whether everything is saved. */
  public boolean idle() {
    return !saving && waiting.isEmpty();
  }

  private void save(Save save) {
    waiting.add(save);
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
          blind -= save.blind ? 1 : 0;
          if (blind == 0) {
            List<Runnable> now = List.copyOf(deferred);
            deferred.clear();
            now.forEach(Runnable::run);
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
      ConflictQuestion question = new ConflictQuestion(this, result.conflicts());
      questions
          .openProperty()
          .set(save.blind ? question.ofUndo(undoable.get()) : question.ofEdit());
    } else if (result.saved() && result.change().classes() != null) {
      deferred.clear(); // indices mean other classes now
      List.copyOf(listeners).forEach(Listener::classesChanged);
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
    built.forEach(save -> blind -= save.blind ? 1 : 0);
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
}
