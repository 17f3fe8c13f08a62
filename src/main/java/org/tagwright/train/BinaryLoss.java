package org.tagwright.train;

/**
 * Binary cross-entropy with logits on plain numbers, for evaluation: the same as the one that is
 * trained with, in float64.
 */
final class BinaryLoss {
  private BinaryLoss() {}

  /**
   * Sum over all logits.
   *
   * @param logits N × C, row-major
   * @param targets N × C, 0 or 1
   * @param positiveWeights one a class
   */
  static double sum(float[] logits, float[] targets, float[] positiveWeights) {
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double x = logits[i];
      double y = targets[i];
      double weight = 1 + (positiveWeights[i % positiveWeights.length] - 1) * y;
      // softplus(−x) without overflow.
      double softplus = Math.log1p(Math.exp(-Math.abs(x))) + Math.max(-x, 0);
      sum += (1 - y) * x + weight * softplus;
    }
    return sum;
  }

  /** Scores of logits, in 0..1. */
  static float[] sigmoid(float[] logits) {
    float[] scores = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      scores[i] = (float) (1 / (1 + Math.exp(-logits[i])));
    }
    return scores;
  }
}
