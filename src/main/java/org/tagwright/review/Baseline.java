package org.tagwright.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.review.Tag.Change;

/**
 * Another checkpoint's scores of the same images, with thresholds of its own: what the predictions
 * shown are compared with. Images are the same where their file names are. Immutable.
 */
public final class Baseline {
  private final ScoredImages images;
  private final Thresholds thresholds;
  private final float[] limits;
  private final int[] rows; // by image shown: the row in images, or -1

  private Baseline(ScoredImages images, Thresholds thresholds, int[] rows) {
    this.images = images;
    this.thresholds = thresholds;
    this.rows = rows;
    limits = new float[thresholds.classes()];
    for (int k = 0; k < limits.length; k++) {
      limits[k] = (float) thresholds.of(k); // float32, as the metrics
    }
  }

  /**
   * @param shown the images that are compared with {@code other}'s
   */
  public static Baseline of(ScoredImages shown, ScoredImages other, Thresholds thresholds) {
    Map<String, Integer> byName = new HashMap<>(other.size() * 2);
    for (int i = 0; i < other.size(); i++) {
      byName.put(other.name(i), i);
    }
    int[] rows = new int[shown.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = byName.getOrDefault(shown.name(i), -1);
    }
    return new Baseline(other, thresholds, rows);
  }

  public Baseline withThresholds(Thresholds other) {
    return new Baseline(images, other, rows);
  }

  /** The other checkpoint's scores. */
  public ScoredImages images() {
    return images;
  }

  public Thresholds thresholds() {
    return thresholds;
  }

  /** Whether it was made for these images; they may have become more since. */
  public boolean fits(ScoredImages shown) {
    return rows.length == shown.size();
  }

  /** Whether the other checkpoint has scored the image too. */
  public boolean has(int image) {
    return rows[image] >= 0;
  }

  /** The other checkpoint's score; NaN where it has none. */
  public float score(int image, int classIndex) {
    return has(image) ? images.score(rows[image], classIndex) : Float.NaN;
  }

  /** Whether the other checkpoint predicts the class. */
  public boolean predicted(int image, int classIndex) {
    return has(image) && images.score(rows[image], classIndex) > limits[classIndex];
  }

  /**
   * The labels of an image with what changed: changed ones first, among them those that are no
   * longer predicted.
   */
  public List<Tag> tags(ScoredImages shown, int image, Thresholds now) {
    if (!has(image)) {
      return shown.tags(image, now);
    }
    List<Tag> tags = new ArrayList<>();
    for (Tag tag : shown.tags(image, now)) {
      boolean before = predicted(image, tag.classIndex());
      boolean after = tag.score() > (float) tag.threshold();
      Change change = before == after ? Change.SAME : after ? Change.GAINED : Change.LOST;
      tags.add(tag.with(change, score(image, tag.classIndex())));
    }
    for (int k = 0; k < limits.length; k++) {
      if (predicted(image, k) && shown.outcome(image, k, now.of(k)) == null) {
        tags.add(
            new Tag(k, shown.classes().get(k), shown.score(image, k), now.of(k), Outcome.GONE)
                .with(Change.LOST, score(image, k)));
      }
    }
    tags.sort(
        Comparator.comparing((Tag t) -> t.change() == Change.SAME)
            .thenComparing(t -> t.change() == Change.LOST));
    return tags;
  }
}
