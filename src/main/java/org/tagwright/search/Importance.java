package org.tagwright.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tagwright.common.SplitMix;
import org.tagwright.search.space.Domain;
import org.tagwright.search.space.Space;

/**
 * Which settings mattered: how much of the variance of the score over the space each explains by
 * itself, by functional ANOVA on a random forest (Hutter, Hoos and Leyton-Brown 2014).
 */
public final class Importance {
  private static final int TREES = 64;
  private static final long SEED = 20_140_621;

  /** With fewer trials a forest says nothing. */
  private static final int LEAST_TRIALS = 8;

  private Importance() {}

  /**
   * The share of each setting, by path, the greatest first; their sum is 1. Empty where there are
   * too few results, or nothing differs. Scores are compared at the last rung that enough trials
   * have reached.
   */
  public static Map<String, Double> of(Space space, List<Trial> trials) {
    List<Trial> compared = List.of();
    List<Double> scores = List.of();
    TreeSet<Integer> rungs = new TreeSet<>();
    trials.forEach(trial -> rungs.addAll(trial.scores().keySet()));
    int enough = Math.max(LEAST_TRIALS, 2 * space.domains().size());
    for (int rung : rungs.descendingSet()) {
      List<Trial> reached =
          trials.stream().filter(trial -> !Double.isNaN(scoreAt(trial, rung))).toList();
      if (reached.size() >= enough) {
        compared = reached;
        scores = reached.stream().map(trial -> scoreAt(trial, rung)).toList();
        break;
      }
    }
    return compared.isEmpty() ? Map.of() : shares(space, compared, scores);
  }

  private static double scoreAt(Trial trial, int rung) {
    Double score = trial.scores().get(rung);
    boolean endedBefore = trial.state() == Trial.State.COMPLETED && trial.epochs() < rung;
    return score != null ? score : endedBefore ? trial.score() : Double.NaN;
  }

  private static Map<String, Double> shares(Space space, List<Trial> trials, List<Double> scores) {
    List<String> paths = new ArrayList<>(space.domains().keySet());
    double[][] rows =
        trials.stream()
            .map(
                trial ->
                    space.domains().entrySet().stream()
                        .mapToDouble(each -> inUnit(each.getValue(), trial, each.getKey()))
                        .toArray())
            .toArray(double[][]::new);
    double[] targets = scores.stream().mapToDouble(score -> score).toArray();
    double[] explained = explained(rows, targets);
    double sum = IntStream.range(0, explained.length).mapToDouble(i -> explained[i]).sum();
    if (!(sum > 0)) {
      return Map.of();
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, paths.size()).boxed().toList());
    order.sort(Collections.reverseOrder((a, b) -> Double.compare(explained[a], explained[b])));
    Map<String, Double> shares = new LinkedHashMap<>();
    order.forEach(i -> shares.put(paths.get(i), explained[i] / sum));
    return shares;
  }

  /** The mean over the trees of the part of the variance that each column explains alone. */
  static double[] explained(double[][] rows, double[] targets) {
    double[] explained = new double[rows[0].length];
    for (int tree = 0; tree < TREES; tree++) {
      SplitMix random = SplitMix.of(SEED, tree);
      int[] drawn = IntStream.range(0, rows.length).map(i -> random.nextInt(rows.length)).toArray();
      RegressionTree grown = RegressionTree.grow(rows, targets, drawn);
      double variance = grown.variance();
      if (variance > 0) {
        for (int i = 0; i < explained.length; i++) {
          explained[i] += grown.varianceAlong(i) / variance / TREES;
        }
      }
    }
    return explained;
  }

  /** A setting that had no effect is put in the middle. */
  private static double inUnit(Domain domain, Trial trial, String path) {
    String text = trial.values().get(path);
    return text == null ? 0.5 : domain.place(domain.number(text));
  }
}
