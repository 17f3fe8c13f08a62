package org.tagwright.suspects;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.labels.EditResult;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.ImageLabels.State;
import org.tagwright.data.labels.LabelBook;

/**
 * Works through a list of suspects: each decision changes the label where that is what was decided,
 * and is remembered. Safe for use from many threads; a decision waits for the disk.
 */
public final class SuspectReview {
  private static final String BY = "suspects";

  /**
   * A decision that can be taken back.
   *
   * @param change of the labels, or 0
   */
  private record Made(SuspectLabel label, long change) {}

  private final SuspectList list;
  private final LabelBook book;
  private final Decisions decisions;
  private final Deque<Made> made = new ArrayDeque<>();

  public SuspectReview(SuspectList list, LabelBook book, Decisions decisions) {
    this.list = list;
    this.book = book;
    this.decisions = decisions;
  }

  public SuspectList list() {
    return list;
  }

  public Decisions decisions() {
    return decisions;
  }

  /** What was decided of a label, or {@code null}. */
  public @Nullable Verdict of(SuspectLabel label) {
    return decisions.of(label);
  }

  /** The labels that nothing is decided of yet, the most suspect first. */
  public List<SuspectLabel> open() {
    return list.labels().stream().filter(label -> decisions.of(label) == null).toList();
  }

  /** Such as {@code 37 of 210 reviewed}; counts what was decided at any time. */
  public String progress() {
    int reviewed = decisions.count();
    return Units.text("%,d of %,d reviewed", reviewed, reviewed + open().size());
  }

  /** The labels of an image, as they are on disk now. */
  public ImageLabels labels(String stem) {
    return book.read(stem);
  }

  /**
   * Decides, and changes the label where that follows.
   *
   * @throws TagwrightException where the label has changed since the list was made, or a file
   *     cannot be written; nothing is decided then
   */
  public synchronized void decide(SuspectLabel label, Verdict verdict) {
    long change = 0;
    if (verdict == Verdict.ACCEPTED || verdict == Verdict.UNKNOWN) {
      State wanted =
          verdict == Verdict.UNKNOWN ? State.UNKNOWN : label.given() ? State.ABSENT : State.PRESENT;
      change = change(label, wanted);
    }
    decisions.decide(label, verdict);
    made.push(new Made(label, change));
  }

  private long change(SuspectLabel label, State wanted) {
    ImageLabels before = book.read(label.stem());
    State expected = label.given() ? State.PRESENT : State.ABSENT;
    if (!before.labelled() || before.state(label.classIndex()) != expected) {
      throw TagwrightException.input(
          "The label %s of %s was changed elsewhere since the suspects were looked for. Look for them again."
              .formatted(label.className(), label.image()));
    }
    EditResult result =
        book.edit(label.stem(), before, before.with(label.classIndex(), wanted), BY);
    if (result.change() == null) {
      throw TagwrightException.input(
          result.conflicts().isEmpty()
              ? "Nothing was changed."
              : result.conflicts().get(0).toText(book.classes()));
    }
    return result.change().id();
  }

  /**
   * Takes the last decision of this review back.
   *
   * @return the label that is open again, or {@code null} where there is nothing to take back
   */
  public synchronized @Nullable SuspectLabel undo() {
    Made last = made.peek();
    if (last == null) {
      return null;
    }
    if (last.change != 0) {
      book.revert(last.change, null, BY, Progress.NONE);
    }
    decisions.decide(last.label, null);
    made.pop();
    return last.label;
  }
}
