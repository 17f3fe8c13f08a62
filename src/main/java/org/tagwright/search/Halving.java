package org.tagwright.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tagwright.config.ExperimentConfig;

/**
 * Asynchronous successive halving (ASHA; Li et al. 2018): every trial trains to the first rung, and
 * of those that reached a rung the best, one in {@code factor}, go on to the next as soon as they
 * are known to be among them. Nothing waits until a rung is full.
 *
 * @param firstEpochs the first rung
 * @param factor how many times as far the next rung is, and one in how many reaches it
 * @param epochs of a whole training: the last rung
 */
public record Halving(int firstEpochs, int factor, int epochs) {
  /** A trial that is to go on to an epoch. */
  public record Promotion(Trial trial, int epoch) {}

  private static final int USUAL_FACTOR = 3;

  /** From the first validation on, each rung three times as far as the one before. */
  static Halving usual(ExperimentConfig config) {
    int epochs = config.training().epochs();
    int validated = Math.min(epochs, config.validation().everyNEpochs());
    return new Halving(validated, USUAL_FACTOR, epochs);
  }

  /** Without halving: every trial is trained to its end. */
  static Halving none(int epochs) {
    return new Halving(epochs, 2, epochs);
  }

  /** The epochs at which trials pause, ascending; the last is the end. */
  public List<Integer> rungs() {
    List<Integer> rungs = new ArrayList<>();
    for (long rung = firstEpochs; rung < epochs; rung *= factor) {
      rungs.add((int) rung);
    }
    rungs.add(epochs);
    return rungs;
  }

  /** Who may go on now, from the highest rung; the best first. */
  public Optional<Promotion> promotion(List<Trial> trials) {
    List<Integer> rungs = rungs();
    for (int rung = rungs.size() - 2; rung >= 0; rung--) {
      int epoch = rungs.get(rung);
      List<Trial> reached =
          trials.stream()
              .filter(trial -> trial.scores().containsKey(epoch))
              .sorted(Comparator.comparingDouble(trial -> -trial.scores().getOrDefault(epoch, 0.0)))
              .toList();
      Optional<Trial> next =
          reached.stream().limit(reached.size() / factor).filter(t -> waits(t, epoch)).findFirst();
      if (next.isPresent()) {
        return Optional.of(new Promotion(next.get(), rungs.get(rung + 1)));
      }
    }
    return Optional.empty();
  }

  /** The best of those that came farthest: who goes on where the budget has no room for others. */
  public Optional<Promotion> leader(List<Trial> trials) {
    List<Integer> rungs = rungs();
    for (int rung = rungs.size() - 2; rung >= 0; rung--) {
      int epoch = rungs.get(rung);
      Optional<Trial> best =
          trials.stream()
              .filter(trial -> waits(trial, epoch))
              .max(
                  Comparator.comparingDouble(Trial::score)
                      .thenComparing(Trial::number, Comparator.reverseOrder()));
      if (best.isPresent()) {
        return Optional.of(new Promotion(best.get(), rungs.get(rung + 1)));
      }
    }
    return Optional.empty();
  }

  private static boolean waits(Trial trial, int epoch) {
    return trial.state() == Trial.State.PAUSED && trial.epochs() == epoch;
  }
}
