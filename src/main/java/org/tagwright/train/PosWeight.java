package org.tagwright.train;

/** The weight of the positives in the loss, class by class. */
public final class PosWeight {
  private PosWeight() {}

  /**
   * Negatives / positives of the samples; 1 for a class without positives. Unknown is neither.
   *
   * @param targets samples × classes, row-major, 0 or 1 or NaN for unknown
   */
  public static float[] balanced(float[] targets, int classes) {
    int[] known = new int[classes];
    int[] positives = new int[classes];
    for (int i = 0; i < targets.length; i++) {
      known[i % classes] += Float.isNaN(targets[i]) ? 0 : 1;
      if (targets[i] > 0) {
        positives[i % classes]++;
      }
    }
    float[] weights = new float[classes];
    for (int c = 0; c < classes; c++) {
      weights[c] = positives[c] == 0 ? 1 : (known[c] - positives[c]) / (float) positives[c];
    }
    return weights;
  }

  /** 1 for every class. */
  public static float[] none(int classes) {
    float[] weights = new float[classes];
    java.util.Arrays.fill(weights, 1);
    return weights;
  }
}
