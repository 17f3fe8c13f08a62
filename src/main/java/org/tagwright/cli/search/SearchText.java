package org.tagwright.cli.search;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.run.RunFolder;
import org.tagwright.search.Importance;
import org.tagwright.search.SearchPlan;
import org.tagwright.search.SearchState;
import org.tagwright.search.Trial;

/** A search in words, for the terminal. */
final class SearchText {
  private static final int SHOWN = 15;
  private static final int BAR = 20;

  private SearchText() {}

  /** One line for what became of a trial. */
  static String result(Trial trial, SearchState state) {
    if (trial.state() == Trial.State.FAILED) {
      return Units.text("%4d  failed       %s", trial.number(), trial.problem());
    }
    String best =
        state.best().filter(b -> b.number() == trial.number()).isPresent() ? "  best so far" : "";
    return Units.text(
        "%4d  epoch %-5d  %.4f  %s%s",
        trial.number(), trial.epochs(), trial.score(), SearchPlan.title(trial.values()), best);
  }

  /** The best trials, and which settings mattered. */
  static String of(SearchPlan plan, SearchState state) {
    StringBuilder text = new StringBuilder();
    List<Trial> trials = state.trials();
    text.append(Units.text("%s%n", state.summary()));
    if (state.best().isEmpty()) {
      return text.toString();
    }
    text.append(Units.text("%nBest by %s%n", plan.metric().title()));
    trials.stream()
        .filter(trial -> !trial.scores().isEmpty() && trial.state() != Trial.State.FAILED)
        .sorted(
            Comparator.comparing((Trial trial) -> trial.state() != Trial.State.COMPLETED)
                .thenComparing(trial -> -trial.epochs())
                .thenComparing(trial -> -trial.score()))
        .limit(SHOWN)
        .forEach(trial -> text.append(result(trial, SearchState.NONE)).append('\n'));
    Map<String, Double> importance = Importance.of(plan.space(), trials);
    if (!importance.isEmpty()) {
      text.append(Units.text("%nWhat mattered%n"));
      importance.forEach(
          (path, share) ->
              text.append(
                  Units.text(
                      "  %-24s %4s  %s%n",
                      Catalogue.get(path).label(),
                      Units.percent(share),
                      "█".repeat((int) Math.round(share * BAR)))));
    }
    RunFolder run = state.best().get().run();
    if (run != null) {
      text.append(Units.text("%nBest run: %s%n", run.path()));
    }
    return text.toString();
  }
}
