package org.tagwright.ui.labels;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.tagwright.common.Progress;
import org.tagwright.data.labels.EditResult;
import org.tagwright.data.labels.ImageChange;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.data.labels.LabelChange;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Problems;

/** Saves edits in the background, one after another. For the FX thread. */
final class LabelSaves {
  private static final int LONG_WORK = 200; // images, from which on saving them shows as a job

  /** What is saved. */
  enum Kind {
    /** The screen shows already what it does. */
    EDIT,
    UNDO,
    /** As undo: nobody knows what it changes before it is done. */
    BLIND,
    /** Changes nothing; only looks at what others have done. */
    LOOK
  }

  /**
   * An edit to save.
   *
   * @param shown what the screen shows of it already
   */
  record Save(Kind kind, String title, List<ImageChange> shown, Background.Work<EditResult> work) {
    boolean blind() {
      return kind == Kind.UNDO || kind == Kind.BLIND;
    }
  }

  /**
   * How it went.
   *
   * @param others changes that another window or command has made since the last time
   */
  record Saved(EditResult result, Head undoable, Head redoable, List<LabelChange> others) {}

  /** Who is told of it. */
  interface Owner {
    void done(Save save, Saved saved);

    /**
     * Nothing of it was saved.
     *
     * @param built edits that were shown on top of it, the newest first, which are not saved either
     */
    void takenBack(Save save, List<Save> built);

    /** No edit is under way of which nobody knows what it changes. */
    void known();
  }

  private final LabelBook book;
  private final Background background;
  private final Problems problems;
  private final Owner owner;
  private final Deque<Save> waiting = new ArrayDeque<>();
  private Save current;
  private long newest = -1; // the last change that the screen knows of

  LabelSaves(LabelBook book, Background background, Problems problems, Owner owner) {
    this.book = book;
    this.background = background;
    this.problems = problems;
    this.owner = owner;
  }

  /** Whether everything is saved. */
  boolean idle() {
    return current == null && waiting.isEmpty();
  }

  /** Whether an edit is under way of which nobody knows what it changes. */
  boolean blind() {
    return (current != null && current.blind()) || waiting.stream().anyMatch(Save::blind);
  }

  void add(Save save) {
    waiting.add(save);
    next();
  }

  /** Also gives up what waits, since it was built on what could not be saved. */
  void takeBack(Save failed) {
    List<Save> built = new ArrayList<>(waiting);
    waiting.clear();
    Collections.reverse(built);
    owner.takenBack(failed, built);
  }

  private void next() {
    if (current != null || waiting.isEmpty()) {
      return;
    }
    Save save = waiting.remove();
    current = save;
    long seen = newest;
    Background.Work<Saved> work = progress -> save(save, seen, progress);
    Job<Saved> job =
        save.shown.size() < LONG_WORK
            ? background.quietly(save.title, work)
            : background.show(save.title, work);
    job.onFailed(
        failure -> {
          takeBack(save);
          problems.report(save.title, failure);
        });
    job.onDone(saved -> owner.done(save, saved));
    job.onEnd(() -> end(save, job.stateProperty().get() == Job.State.CANCELLED));
  }

  private void end(Save save, boolean cancelled) {
    current = null;
    if (cancelled) {
      takeBack(save);
      look(); // it may have been saved all the same
    }
    if (!blind()) {
      owner.known();
    }
    next();
  }

  /** Looks what others have done. */
  void look() {
    add(
        new Save(
            Kind.LOOK,
            "Reading the history",
            List.of(),
            progress -> new EditResult(null, List.of())));
  }

  private Saved save(Save save, long seen, Progress progress) throws Exception {
    EditResult result = save.work.run(progress);
    long mine = result.saved() ? result.change().id() : -1;
    List<Head> heads = book.history();
    List<LabelChange> others = new ArrayList<>();
    for (int i = heads.size() - 1; i >= 0 && heads.get(i).id() > seen; i--) {
      if (seen >= 0 && heads.get(i).id() != mine) {
        others.add(0, book.change(heads.get(i).id()));
      }
    }
    newest = heads.isEmpty() ? 0 : heads.get(heads.size() - 1).id();
    return new Saved(
        result, book.undoable().orElse(null), book.redoable().orElse(null), List.copyOf(others));
  }
}
