package org.tagwright.ui.search;

import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.search.Budget;
import org.tagwright.search.SearchPlan;
import org.tagwright.search.SearchState;
import org.tagwright.search.Trial;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;

/** How a search stands: the best so far, all its trials, and which settings mattered. */
final class SearchPane extends ScrollPane {
  private final SearchesModel model;
  private final ComboBox<SearchDetails> choice = new ComboBox<>();
  private final Label status = Texts.empty("badge");
  private final Label facts = Texts.wrapping("", "muted");
  private final Label best = Texts.wrapping("");
  private final Button stop;
  private final Button resume;
  private final Button showBest;
  private final ParallelPlot plot;
  private final GridPane bars = new GridPane();
  private final VBox mattered = new VBox(8, Texts.of("What mattered", "card-title"), bars);
  private final VBox trials;
  private boolean filling;

  SearchPane(SearchesModel model) {
    this.model = model;
    getStyleClass().addAll("plain", "search-pane");
    setFitToWidth(true);
    setFitToHeight(true);
    stop = Buttons.of("Stop the search", model::stop, "small");
    resume = Buttons.of("Continue the search", model::resume, "small");
    showBest =
        Buttons.of(
            "Show the best run",
            () -> model.shownProperty().get().state().best().ifPresent(model::showRun),
            "small");
    plot = new ParallelPlot(model::showRun);
    choice.setAccessibleText("Search");
    choice.setConverter(new Names());
    choice
        .valueProperty()
        .addListener(
            (all, old, search) -> {
              if (!filling && search != null) {
                model.show(search);
              }
            });
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    bars.setHgap(12);
    bars.setVgap(6);
    trials = new VBox(8, Texts.of("Trials", "card-title"), plot);
    trials.getStyleClass().add("card");
    mattered.getStyleClass().add("card");
    VBox.setVgrow(plot, Priority.ALWAYS);
    VBox.setVgrow(trials, Priority.ALWAYS);
    VBox content =
        new VBox(
            10,
            new Row(8, choice, status, space, showBest, stop, resume),
            best,
            facts,
            trials,
            mattered);
    content.getStyleClass().add("search-content");
    setContent(content);
    model.shownProperty().addListener(e -> show());
    show();
  }

  private void show() {
    SearchDetails search = model.shownProperty().get();
    if (search == null) {
      return;
    }
    filling = true;
    choice.getItems().setAll(model.searchesProperty().get());
    choice.setValue(search);
    filling = false;
    SearchState state = search.state();
    Standing standing = Standing.of(search);
    status.setText(standing.text);
    status.getStyleClass().setAll("label", "badge", standing.style);
    Shown.set(stop, standing == Standing.SEARCHING);
    Shown.set(
        resume,
        search.plan() != null
            && (standing == Standing.STOPPED || standing == Standing.INTERRUPTED));
    Shown.set(showBest, state.best().filter(trial -> trial.run() != null).isPresent());
    Shown.set(trials, search.plan() != null);
    if (search.plan() == null) {
      best.setText(search.problem());
      facts.setText("");
      Shown.set(mattered, false);
      return;
    }
    best.setText(
        state
            .best()
            .map(
                trial ->
                    (search.workedOn() ? "Best so far: " : "Best: ") + words(search.plan(), trial))
            .orElseGet(() -> withoutBest(state)));
    facts.setText(facts(search.plan(), state));
    plot.show(search);
    showImportance(search.importance());
  }

  private static String words(SearchPlan plan, Trial trial) {
    return "%s %s after %s, with %s"
        .formatted(
            plan.metric().title(),
            Units.decimal(trial.score(), 4),
            Units.count(trial.epochs(), "epoch"),
            SearchPlan.title(trial.values()));
  }

  private static String facts(SearchPlan plan, SearchState state) {
    Budget budget = state.budget() == null ? plan.budget() : state.budget();
    boolean over = state.end() != null && !state.stopped();
    return state.summary() + " · budget: " + budget + (over ? " · " + state.end() : "");
  }

  private static String withoutBest(SearchState state) {
    return state.trials().stream()
        .filter(trial -> trial.problem() != null)
        .reduce((first, last) -> last)
        .map(trial -> "No trial has a score. The last one that failed: " + trial.problem())
        .orElse("No trial has reached its first rung yet.");
  }

  /** How a search stands, in the words of runs. */
  private enum Standing {
    SEARCHING("Searching", "accent"),
    COMPLETED("Completed", "success"),
    STOPPED("Stopped", "neutral"),
    INTERRUPTED("Interrupted", "warning");

    private final String text;
    private final String style;

    Standing(String text, String style) {
      this.text = text;
      this.style = style;
    }

    static Standing of(SearchDetails search) {
      if (search.workedOn()) {
        return SEARCHING;
      }
      if (search.state().stopped()) {
        return STOPPED;
      }
      return search.state().end() == null ? INTERRUPTED : COMPLETED;
    }
  }

  private void showImportance(Map<String, Double> importance) {
    Shown.set(mattered, !importance.isEmpty());
    bars.getChildren().clear();
    importance.forEach(
        (path, share) -> {
          ProgressBar bar = new ProgressBar(share);
          bar.setPrefWidth(220);
          bar.getStyleClass().add("importance-bar");
          int row = bars.getRowCount();
          bars.addRow(
              row,
              new Label(Catalogue.get(path).label()),
              bar,
              Texts.of(Units.percent(share), "muted"));
        });
  }

  private static final class Names extends StringConverter<SearchDetails> {
    @Override
    public String toString(SearchDetails search) {
      return search == null ? "" : "Search of " + search.folder().name().replace('_', ' ');
    }

    @Override
    public SearchDetails fromString(String text) {
      throw new UnsupportedOperationException("The choice cannot be typed into.");
    }
  }
}
