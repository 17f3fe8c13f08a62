package org.tagwright.ui.labels;

import java.util.List;
import java.util.Map;
import org.tagwright.common.Units;
import org.tagwright.data.labels.ImageChange;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.data.labels.LabelConflict;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Questions.Question;

/** Somebody else has changed label files meanwhile: which of the two is to hold? */
final class ConflictQuestion {
  private static final String TITLE = "Changed by somebody else";

  private final LabelDesk desk;
  private final List<LabelConflict> conflicts;

  ConflictQuestion(LabelDesk desk, List<LabelConflict> conflicts) {
    this.desk = desk;
    this.conflicts = conflicts;
  }

  private String text() {
    String first = conflicts.get(0).toText(desk.classes());
    int others = conflicts.size() - 1;
    return others == 0
        ? first
        : first + " So it is with " + Units.count(others, "other image") + ".";
  }

  /** Where an edit met them. Nothing is written before the person has chosen. */
  Question ofEdit() {
    return new Question(
        TITLE,
        text(),
        null,
        List.of(
            new Answer("Keep what is on disk", false, () -> {}),
            new Answer("Apply my change to it", false, this::again)));
  }

  /**
   * Where an undo or a redo met them.
   *
   * @param change what was to be taken back, or {@code null} where there is no choice
   */
  Question ofUndo(Head change) {
    Answer rest = new Answer("Take back what is unchanged", false, () -> desk.revert(change, null));
    return new Question(
        TITLE, text() + " Nothing was changed.", null, change == null ? List.of() : List.of(rest));
  }

  private void again() {
    for (LabelConflict conflict : conflicts) {
      ImageChange wanted = conflict.wanted();
      desk.whenKnown(
          () -> desk.edit(Map.of(wanted.stem(), conflict.found()), now -> onTopOf(now, wanted)));
    }
  }

  /** What the person changed, changed in what is there now. */
  private ImageLabels onTopOf(ImageLabels found, ImageChange wanted) {
    ImageLabels result = found.labelled() ? found : wanted.after();
    for (int k = 0; k < desk.classes().size(); k++) {
      ImageLabels.State state = wanted.after().state(k);
      if (state != wanted.before().state(k)) {
        result = result.with(k, state);
      }
    }
    return result;
  }
}
