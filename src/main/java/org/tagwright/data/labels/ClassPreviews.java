package org.tagwright.data.labels;

import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.common.Progress;
import org.tagwright.data.LabelSet;

/** Works out what a change of the class list would do. */
final class ClassPreviews {
  private ClassPreviews() {}

  static ClassPreview of(
      ClassEdit edit, ClassChange change, LabelPlaces places, Progress progress) {
    boolean same = change.keepsIndices();
    List<String> beside = places.beside(change.before());
    RenumberedLabels all = RenumberedLabels.read(places, beside, change.before().size(), progress);
    int subject = new LabelSet(change.before()).indexOf(edit.name().strip()); // -1: a new class
    int present = 0;
    int unknown = 0;
    int emptied = 0;
    for (ImageLabels labels : all.labels()) {
      if (subject >= 0) {
        present += labels.state(subject) == ImageLabels.State.PRESENT ? 1 : 0;
        unknown += labels.state(subject) == ImageLabels.State.UNKNOWN ? 1 : 0;
      }
      emptied += !labels.present().isEmpty() && change.of(labels).present().isEmpty() ? 1 : 0;
    }
    int renumbered =
        (int)
            IntStream.range(0, change.to().size())
                .filter(k -> k != subject && change.to().get(k) != k)
                .count();
    return new ClassPreview(
        edit.toText(),
        change,
        present,
        unknown,
        emptied,
        renumbered,
        same ? 0 : all.labels().size(),
        same ? List.of() : beside.stream().map(places::beside).toList());
  }
}
