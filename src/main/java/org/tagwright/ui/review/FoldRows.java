package org.tagwright.ui.review;

import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.run.RunSummary;
import org.tagwright.suspects.FoldRuns.Standing;
import org.tagwright.suspects.FoldRuns.State;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.ViewRequest;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;

/** How it stands with the training of each fold. */
final class FoldRows extends VBox {
  private final SearchModel model;
  private final Navigator navigator;
  private final VBox rows = new VBox(8);
  private final Button goOn;

  FoldRows(SearchModel model, Navigator navigator) {
    super(14);
    this.model = model;
    this.navigator = navigator;
    getStyleClass().addAll("card", "fold-rows");
    setMaxSize(620, USE_PREF_SIZE);
    goOn = Buttons.of("Continue", "mdi2p-play", model::goOn, "accent");
    getChildren()
        .addAll(
            Texts.of("Training without each part of the images", "card-title"),
            Texts.wrapping(
                "The trainings are in the queue like any other. You can leave this page, and close"
                    + " the window: what is trained is kept.",
                "muted"),
            rows,
            Row.atEnd(8, Buttons.of("Choose another way", model::lookAnew), goOn));
    model.standings().addListener((ListChangeListener<Standing>) change -> show());
    show();
  }

  private void show() {
    rows.getChildren().setAll(model.standings().stream().map(this::row).toList());
    boolean idle =
        model.standings().stream()
            .noneMatch(s -> s.state() == State.RUNNING || s.state() == State.QUEUED);
    Shown.set(goOn, !model.standings().isEmpty() && idle);
  }

  private Node row(Standing standing) {
    RunSummary run = standing.run();
    Label title = Texts.whole("Fold " + standing.fold(), "strong");
    title.setMinWidth(60);
    ProgressBar bar =
        new ProgressBar(standing.state() == State.TRAINED ? 1 : run == null ? 0 : run.progress());
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(bar, Priority.ALWAYS);
    Label state = Texts.whole(words(standing), "muted");
    state.setMinWidth(130);
    HBox row = new HBox(12, title, bar, state);
    row.setAlignment(Pos.CENTER_LEFT);
    Button show = Buttons.icon("mdi2c-chart-line", "Show the run", () -> show(run));
    show.setVisible(run != null); // its place stays, so that the bars are equally long
    row.getChildren().add(show);
    return row;
  }

  private void show(RunSummary run) {
    navigator.go(new ViewRequest.ShowRun(run.folder().path()));
  }

  private static String words(Standing standing) {
    RunSummary run = standing.run();
    return switch (standing.state()) {
      case MISSING -> "Not trained";
      case QUEUED -> "Queued";
      case RUNNING -> Units.text("Training, %s", Units.percent(run == null ? 0 : run.progress()));
      case UNFINISHED -> run == null ? "Stopped" : Units.text("%s", capital(run.status().name()));
      case FAILED -> run == null || run.problem() == null ? "Failed" : "Failed: " + run.problem();
      case TRAINED -> "Trained";
    };
  }

  private static String capital(String status) {
    return status.charAt(0) + status.substring(1).toLowerCase(Locale.ROOT);
  }
}
