package org.tagwright.ui.gallery;

import org.tagwright.metric.ClassScore;
import org.tagwright.review.Changes;

/**
 * A class in the side list.
 *
 * @param predicted images predicted to have it
 * @param score how it fares, or {@code null} where no labels are known
 * @param share of all images predicted to have it
 * @param change against the checkpoint that is compared with, or {@code null}
 */
public record ClassRow(
    int index,
    String name,
    int predicted,
    ClassScore score,
    double share,
    double threshold,
    boolean ownThreshold,
    Changes.OfClass change) {

  /** The orders of the side list. */
  public enum Order {
    INDEX("Class order"),
    NAME("Name"),
    PREDICTED("Most predicted"),
    SUPPORT("Most frequent"),
    WORST_F1("Worst F1 first"),
    BEST_F1("Best F1 first"),
    CHANGED("Most changed");

    private final String title;

    Order(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** Images in which it changed; 0 where nothing is compared. */
  public int changed() {
    return change == null ? 0 : change.gained() + change.lost();
  }

  /** True occurrences, 0 where unknown. */
  public int support() {
    return score == null ? 0 : score.support();
  }

  /** F1, or NaN where it means nothing: no labels known, or neither true nor predicted. */
  public double f1() {
    return score == null || score.support() + score.predicted() == 0 ? Double.NaN : score.f1();
  }
}
