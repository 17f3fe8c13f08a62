package org.tagwright.data.survey;

import java.util.BitSet;
import java.util.List;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.Split;
import org.tagwright.data.survey.ImageSurvey.DuplicateGroup;

/**
 * Samples that show the same image.
 *
 * @param samples ascending, at least two
 * @param exact whether all decode to the same pixels
 * @param crosses whether some of them train and some validate, so that validation praises what was
 *     learned by heart
 * @param disputed classes that some of them have and others have not, ascending
 */
public record Duplicates(
    List<Integer> samples, boolean exact, boolean crosses, List<Integer> disputed) {

  /** What the split and the labels say about a group. */
  public static Duplicates of(DuplicateGroup group, DatasetIndex index, Split split) {
    BitSet some = new BitSet();
    BitSet all = new BitSet();
    all.set(0, index.classes());
    int validating = 0;
    for (int sample : group.samples()) {
      BitSet own = new BitSet();
      for (int k : index.classesOf(sample)) {
        own.set(k);
      }
      some.or(own);
      for (int k : index.unknownOf(sample)) {
        own.set(k); // does not contradict a sample that has the class
      }
      all.and(own);
      validating += split.validates(sample) ? 1 : 0;
    }
    some.andNot(all);
    return new Duplicates(
        group.samples(),
        group.exact(),
        validating > 0 && validating < group.samples().size(),
        some.stream().boxed().toList());
  }
}
