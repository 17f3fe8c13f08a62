package org.tagwright.metric;

import java.util.List;
import org.tagwright.common.Units;

/**
 * How many classes the truth has at all, and the mean over those. A mean over all classes counts an
 * absent class as 0: with 60 of 80 classes absent even a perfect model has a macro F1 of 0.25.
 *
 * @param occurring classes with at least one positive
 * @param classes all of them
 * @param macroF1 plain mean of F1 over the occurring ones; 0 where there is none
 */
public record OccurringClasses(int occurring, int classes, double macroF1) {
  /**
   * @param support positives of each class
   * @param f1 of each class, in the same order
   */
  public static OccurringClasses of(List<Integer> support, List<Double> f1) {
    int occurring = 0;
    double sum = 0;
    for (int k = 0; k < support.size(); k++) {
      if (support.get(k) > 0) {
        occurring++;
        sum += f1.get(k);
      }
    }
    return new OccurringClasses(occurring, support.size(), MultiLabelScores.ratio(sum, occurring));
  }

  public boolean allOccur() {
    return occurring == classes;
  }

  /** Such as {@code 60 of 80 classes never occur: Macro F1 and CF1 count them as 0. …}. */
  public String words() {
    return Units.text(
        "%d of %d classes never occur in these images: %s and %s count them as 0. Macro F1 over"
            + " the %d that occur: %.4f",
        classes - occurring,
        classes,
        Metric.MACRO_F1.title(),
        Metric.CF1.title(),
        occurring,
        macroF1);
  }
}
