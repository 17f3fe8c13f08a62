package org.tagwright.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tagwright.common.SplitMix;
import org.tagwright.search.space.Space;

/**
 * Proposes what to try next: a function of the seed, the number of the trial and the results so
 * far, and of nothing else, so that a search that was broken off goes on as if it had not been.
 */
public interface Sampler {
  /** The samplers there are. */
  enum Kind {
    /** Tree-structured Parzen estimator. */
    TPE,
    RANDOM,
    GRID;

    /** The name in files. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    Sampler of(Space space, long seed) {
      return switch (this) {
        case TPE -> new TpeSampler(space, seed);
        case RANDOM -> random(space, seed);
        case GRID -> new GridSampler(space, seed);
      };
    }
  }

  /**
   * Values for the trial of that number; empty where there are no more.
   *
   * @param attempt from 0; another one proposes something else
   * @param results the trials that have a result, in their order
   */
  Optional<Map<String, String>> propose(int number, int attempt, List<Trial> results);

  /** Draws every value on its own, whatever the results. */
  static Sampler random(Space space, long seed) {
    return (number, attempt, results) -> {
      SplitMix random = generator(seed, number, attempt);
      return Optional.of(space.values((path, domain) -> domain.draw(random)));
    };
  }

  /** A generator for one attempt at one trial. */
  static SplitMix generator(long seed, int number, int attempt) {
    return SplitMix.of(SplitMix.of(seed, number).nextLong(), attempt);
  }
}
