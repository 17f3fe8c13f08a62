package org.tagwright.search;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tagwright.common.SplitMix;
import org.tagwright.search.space.Density;
import org.tagwright.search.space.Domain;
import org.tagwright.search.space.Space;

/**
 * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl 2011), every setting on
 * its own, with the numbers that Optuna's has by default: from the results it estimates how densely
 * good and other values lie, draws some from the good, and proposes the one that is most clearly
 * good and not other.
 */
final class TpeSampler implements Sampler {
  /** Before so many results it draws at random. */
  private static final int STARTUP = 10;

  private static final int CANDIDATES = 24;
  private static final double GOOD_SHARE = 0.1;
  private static final int MOST_GOOD = 25;

  private final Space space;
  private final long seed;
  private final Sampler startup;

  TpeSampler(Space space, long seed) {
    this.space = space;
    this.seed = seed;
    this.startup = Sampler.random(space, seed);
  }

  @Override
  public Optional<Map<String, String>> propose(int number, int attempt, List<Trial> results) {
    if (results.size() < STARTUP) {
      return startup.propose(number, attempt, results);
    }
    int count = Math.min((int) Math.ceil(GOOD_SHARE * results.size()), MOST_GOOD);
    Set<Integer> good =
        results.stream()
            .sorted(bestFirst())
            .limit(count)
            .map(Trial::number)
            .collect(Collectors.toCollection(HashSet::new));
    SplitMix random = Sampler.generator(seed, number, attempt);
    return Optional.of(space.values((path, domain) -> best(path, domain, results, good, random)));
  }

  /** Who came farther is better: it was promoted. Whoever failed is worst. */
  private static Comparator<Trial> bestFirst() {
    return Comparator.comparing((Trial trial) -> trial.state() == Trial.State.FAILED)
        .thenComparing(trial -> trial.state() != Trial.State.COMPLETED)
        .thenComparing(
            trial ->
                trial.state() == Trial.State.COMPLETED || trial.scores().isEmpty()
                    ? 0
                    : -trial.scores().lastKey())
        .thenComparing(trial -> -trial.score());
  }

  private static double best(
      String path, Domain domain, List<Trial> results, Set<Integer> good, SplitMix random) {
    Density ofGood = Density.of(domain, observed(path, domain, results, good, true));
    Density ofOthers = Density.of(domain, observed(path, domain, results, good, false));
    double best = Double.NaN;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < CANDIDATES; i++) {
      double candidate = ofGood.draw(random);
      double gain = ofGood.log(candidate) - ofOthers.log(candidate);
      if (gain > greatest) {
        greatest = gain;
        best = candidate;
      }
    }
    return best;
  }

  /** A trial in which the setting had no effect says nothing of it. */
  private static List<Double> observed(
      String path, Domain domain, List<Trial> results, Set<Integer> good, boolean wanted) {
    return results.stream()
        .filter(trial -> good.contains(trial.number()) == wanted)
        .map(trial -> trial.values().get(path))
        .filter(Objects::nonNull)
        .map(domain::number)
        .toList();
  }
}
