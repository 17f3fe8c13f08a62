package org.tagwright.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Orders vectors so that each is far from all before it: the greedy 2-approximation of k-centre
 * (Gonzalez 1985), as active learning uses it for core sets (Sener, Savarese 2018).
 */
public final class FarthestFirst {
  /** Beyond so many the rest follows by its distance: each of them costs a pass over all. */
  private static final int MOST_EXACT = 2000;

  private FarthestFirst() {}

  /**
   * @param vectors of equal lengths
   * @param known come before all of them
   * @return positions of {@code vectors}, the first of equally far ones first
   */
  public static int[] order(List<float[]> vectors, List<float[]> known) {
    int n = vectors.size();
    double[] distance = new double[n];
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    known.forEach(vector -> approach(distance, vectors, vector));
    int[] order = new int[n];
    boolean[] taken = new boolean[n];
    int exact = Math.min(n, MOST_EXACT);
    for (int place = 0; place < exact; place++) {
      int farthest = farthest(distance, taken);
      order[place] = farthest;
      taken[farthest] = true;
      approach(distance, vectors, vectors.get(farthest));
    }
    int[] rest =
        IntStream.range(0, n)
            .filter(i -> !taken[i])
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -distance[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    System.arraycopy(rest, 0, order, exact, rest.length);
    return order;
  }

  private static int farthest(double[] distance, boolean[] taken) {
    int best = -1;
    for (int i = 0; i < distance.length; i++) {
      if (!taken[i] && (best < 0 || distance[i] > distance[best])) {
        best = i;
      }
    }
    return best;
  }

  private static void approach(double[] distance, List<float[]> vectors, float[] to) {
    for (int i = 0; i < distance.length; i++) {
      float[] vector = vectors.get(i);
      double sum = 0;
      for (int c = 0; c < to.length && sum < distance[i]; c++) {
        double apart = vector[c] - to[c];
        sum += apart * apart;
      }
      distance[i] = Math.min(distance[i], sum);
    }
  }
}
