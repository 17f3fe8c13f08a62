package org.tagwright.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tagwright.common.SplitMix;
import org.tagwright.search.space.Space;

/** Every combination once, in an order that is drawn: so a small budget, too, sees all of it. */
final class GridSampler implements Sampler {
  private final Space space;
  private final int[] order;

  GridSampler(Space space, long seed) {
    this.space = space;
    this.order = IntStream.range(0, Math.toIntExact(space.gridSize())).toArray();
    SplitMix.of(seed, 0).shuffle(order);
  }

  @Override
  public Optional<Map<String, String>> propose(int number, int attempt, List<Trial> results) {
    int place = number - 1 + attempt;
    if (place >= order.length) {
      return Optional.empty();
    }
    int[] rest = {order[place]};
    return Optional.of(
        space.values(
            (path, domain) -> {
              List<Double> grid = domain.grid();
              double chosen = grid.get(rest[0] % grid.size());
              rest[0] /= grid.size();
              return chosen;
            }));
  }
}
