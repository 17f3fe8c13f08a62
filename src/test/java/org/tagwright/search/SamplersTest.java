package org.tagwright.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tagwright.search.space.Domain;
import org.tagwright.search.space.Space;

final class SamplersTest {
  private static final Domain.Range RATE = new Domain.Range(1e-5, 1e-1, true, false, 5);
  private static final Domain.Range COUNT = new Domain.Range(1, 8, false, true, 5);
  private static final Domain.Choices KIND = new Domain.Choices(List.of("a", "b", "c"));
  private static final Space SPACE = space();

  private static Space space() {
    Map<String, Domain> domains = new LinkedHashMap<>();
    domains.put("training.learningRate", RATE);
    domains.put("training.batchSize", COUNT);
    domains.put("training.optimizer", KIND);
    return new Space(domains);
  }

  private static double score(Map<String, String> values) {
    double rate = Math.log10(Double.parseDouble(values.get("training.learningRate"))) + 3;
    double count = (Double.parseDouble(values.get("training.batchSize")) - 6) / 4;
    double kind = values.get("training.optimizer").equals("b") ? 0 : 1;
    return -rate * rate - count * count - kind;
  }

  private static double best(Sampler.Kind kind, long seed) {
    Sampler sampler = kind.of(SPACE, seed);
    List<Trial> trials = new ArrayList<>();
    for (int number = 1; number <= 60; number++) {
      Map<String, String> values = sampler.propose(number, 0, trials).orElseThrow();
      trials.add(Trial.of(number, values, 9, score(values), Trial.State.COMPLETED));
    }
    return trials.stream().mapToDouble(Trial::score).max().orElseThrow();
  }

  @Test
  void tpeComesCloserToTheOptimumThanRandomDraws() {
    double[] tpe = new double[9];
    double[] random = new double[9];
    for (int seed = 0; seed < 9; seed++) {
      tpe[seed] = best(Sampler.Kind.TPE, seed);
      random[seed] = best(Sampler.Kind.RANDOM, seed);
    }
    Arrays.sort(tpe);
    Arrays.sort(random);
    assertThat(tpe[4]).isGreaterThan(random[4] / 3);
  }

  @Test
  void aProposalIsAFunctionOfSeedNumberAndResults() {
    assertThat(best(Sampler.Kind.TPE, 3)).isEqualTo(best(Sampler.Kind.TPE, 3));
    assertThat(best(Sampler.Kind.TPE, 3)).isNotEqualTo(best(Sampler.Kind.TPE, 4));
  }

  @Test
  void aGridHasEveryCombinationOnce() {
    Sampler grid = Sampler.Kind.GRID.of(SPACE, 1);
    List<Map<String, String>> all = new ArrayList<>();
    for (int number = 1; grid.propose(number, 0, List.of()).isPresent(); number++) {
      all.add(grid.propose(number, 0, List.of()).orElseThrow());
    }
    assertThat(all).hasSize(5 * 5 * 3).doesNotHaveDuplicates();
    assertThat(RATE.grid().stream().map(RATE::text))
        .containsExactly("1e-5", "1e-4", "0.001", "0.01", "0.1");
  }
}
