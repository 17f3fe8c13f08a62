package org.tagwright.metric;

/** Average precision of every class in one walk over the sorted scores. */
final class AveragePrecision {
  private AveragePrecision() {}

  static double[] ofEachClass(LabelledScores data) {
    int classes = data.classes();
    int[] predicted = new int[classes];
    int[] hits = new int[classes];
    int[] hitsBefore = new int[classes];
    float[] last = new float[classes];
    double[] sum = new double[classes];
    for (int cell : data.descending()) {
      int k = cell % classes;
      float score = data.cellScore(cell);
      // Equal scores stand or fall together, so precision is looked at only where the score drops.
      if (predicted[k] > 0 && score != last[k] && hits[k] > hitsBefore[k]) {
        sum[k] += (hits[k] - hitsBefore[k]) * ((double) hits[k] / predicted[k]);
        hitsBefore[k] = hits[k];
      }
      last[k] = score;
      predicted[k]++;
      if (data.cellPositive(cell)) {
        hits[k]++;
      }
    }
    double[] ap = new double[classes];
    for (int k = 0; k < classes; k++) {
      if (hits[k] == 0) {
        ap[k] = Double.NaN;
      } else {
        double rest = (hits[k] - hitsBefore[k]) * ((double) hits[k] / predicted[k]);
        ap[k] = (sum[k] + rest) / hits[k];
      }
    }
    return ap;
  }
}
