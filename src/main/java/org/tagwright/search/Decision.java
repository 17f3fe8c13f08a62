package org.tagwright.search;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a search does next: a function of its plan and of what it has found. */
sealed interface Decision {
  /** Lets a trial that waits train on until an epoch. */
  record GoOn(Trial trial, int epoch) implements Decision {}

  /** Begins a trial, which trains until an epoch. */
  record Begin(int number, Map<String, String> values, int epoch) implements Decision {}

  /** Nothing until a run has come to its rung. */
  record Wait() implements Decision {}

  /** Nothing ever. */
  record End(String reason) implements Decision {}

  /** Where so many proposals have been tried before, it draws at random. */
  int ATTEMPTS = 50;

  /** So many failures in a row are no accident of the values. */
  int MOST_FAILURES = 10;

  /**
   * What is next where a run can be started.
   *
   * @param budget the plan's, or what was said later
   */
  static Decision next(SearchPlan plan, Budget budget, SearchState state) {
    List<Trial> trials = state.trials();
    boolean running = trials.stream().anyMatch(t -> t.state() == Trial.State.RUNNING);
    Decision idle = new Wait();
    if (!budget.allows(state.searched())) {
      return running ? idle : new End("the budget of hours is used up");
    }
    if (state.failuresInARow() >= MOST_FAILURES) {
      return running
          ? idle
          : new End(
              MOST_FAILURES
                  + " trials in a row have failed; the last: "
                  + trials.get(trials.size() - 1).problem());
    }
    Optional<Halving.Promotion> promotion = plan.halving().promotion(trials);
    if (promotion.isPresent() && affordable(budget, state, promotion.get())) {
      return new GoOn(promotion.get().trial(), promotion.get().epoch());
    }
    int number = trials.size() + 1;
    int first = plan.halving().rungs().get(0);
    boolean room = budget.allowsTrial(number);
    if (room && budget.allowsEpochs(state.epochs() + first)) {
      Optional<Map<String, String>> values = propose(plan, number, trials);
      if (values.isPresent()) {
        return new Begin(number, values.get(), first);
      }
    }
    if (running) {
      return idle;
    }
    // With few trials nobody is promoted to the end; yet a search should end with a trained model.
    Optional<Halving.Promotion> leader = plan.halving().leader(trials);
    boolean completed = trials.stream().anyMatch(t -> t.state() == Trial.State.COMPLETED);
    if (!completed && leader.isPresent() && affordable(budget, state, leader.get())) {
      return new GoOn(leader.get().trial(), leader.get().epoch());
    }
    return new End(
        room && budget.allowsEpochs(state.epochs() + first)
            ? "every combination was tried"
            : "the budget is used up");
  }

  private static boolean affordable(Budget budget, SearchState state, Halving.Promotion promotion) {
    return budget.allowsEpochs(state.epochs() + promotion.epoch() - promotion.trial().epochs());
  }

  /** Values that were not tried before. */
  private static Optional<Map<String, String>> propose(
      SearchPlan plan, int number, List<Trial> trials) {
    Set<Map<String, String>> tried = new HashSet<>();
    trials.forEach(trial -> tried.add(trial.values()));
    List<Trial> results =
        trials.stream().filter(Trial::hasResult).collect(Collectors.toUnmodifiableList());
    Sampler sampler = plan.sampler().of(plan.space(), plan.seed());
    Sampler fallback = Sampler.random(plan.space(), plan.seed());
    boolean grid = plan.sampler() == Sampler.Kind.GRID;
    Set<Map<String, String>> seen = new HashSet<>();
    int attempts = grid ? Integer.MAX_VALUE : 4 * ATTEMPTS;
    for (int attempt = 0; attempt < attempts; attempt++) {
      Sampler asked = grid || attempt < ATTEMPTS ? sampler : fallback;
      Optional<Map<String, String>> values = asked.propose(number, attempt, results);
      if (values.isEmpty()) {
        return values;
      }
      if (!seen.add(values.get())) {
        continue;
      }
      Map<String, String> effective = plan.effective(values.get());
      if (!tried.contains(effective)) {
        return Optional.of(effective);
      }
    }
    return Optional.empty();
  }
}
