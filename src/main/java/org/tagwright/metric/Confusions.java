package org.tagwright.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which wrongly predicted class stands in the images where which true class was missed. */
public final class Confusions {
  private final int[][] images;
  private final int[] missed;

  private Confusions(int[][] images, int[] missed) {
    this.images = images;
    this.missed = missed;
  }

  /**
   * One pair of classes.
   *
   * @param images images in which {@code missedClass} is true but not predicted, and {@code
   *     predictedClass} is predicted but not true
   * @param share of the images in which {@code missedClass} was missed
   */
  public record Confusion(int missedClass, int predictedClass, int images, double share) {}

  /** The confusions with class k predicted where its score is above {@code thresholds[k]}. */
  public static Confusions at(LabelledScores data, double[] thresholds) {
    int classes = data.classes();
    int[][] images = new int[classes][classes];
    int[] missed = new int[classes];
    int[] missedHere = new int[classes];
    int[] wrongHere = new int[classes];
    for (int sample = 0; sample < data.samples(); sample++) {
      int misses = 0;
      int wrongs = 0;
      for (int k = 0; k < classes; k++) {
        boolean predicted = data.score(sample, k) > (float) thresholds[k];
        if (predicted != data.positive(sample, k)) {
          if (predicted) {
            wrongHere[wrongs++] = k;
          } else {
            missedHere[misses++] = k;
            missed[k]++;
          }
        }
      }
      for (int m = 0; m < misses; m++) {
        for (int w = 0; w < wrongs; w++) {
          images[missedHere[m]][wrongHere[w]]++;
        }
      }
    }
    return new Confusions(images, missed);
  }

  /** Images in which the first class was missed and the second wrongly predicted. */
  public int images(int missedClass, int predictedClass) {
    return images[missedClass][predictedClass];
  }

  /** Images in which the class is true but not predicted. */
  public int missed(int classIndex) {
    return missed[classIndex];
  }

  /** The most frequent pairs, most frequent first. */
  public List<Confusion> most(int limit) {
    List<Confusion> all = new ArrayList<>();
    for (int m = 0; m < images.length; m++) {
      for (int p = 0; p < images.length; p++) {
        if (images[m][p] > 0) {
          all.add(new Confusion(m, p, images[m][p], (double) images[m][p] / missed[m]));
        }
      }
    }
    all.sort(
        Comparator.comparingInt(Confusion::images)
            .thenComparingDouble(Confusion::share)
            .reversed());
    return List.copyOf(all.subList(0, Math.min(limit, all.size())));
  }
}
