package org.tagwright.ui.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.run.RunEvent.Completed;
import org.tagwright.run.RunEvent.Failed;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.ui.common.MeterBar;

/** The selected run's name, status, commands, progress and, where it went wrong, why. */
final class RunHead {
  private final Label title = new Label();
  private final Label status = new Label();
  private final Label name = new Label();
  private final Button stop = button("Stop", "mdi2s-stop");
  private final Button pause = button("Pause", "mdi2p-pause");
  private final Button resume = button("Resume", "mdi2p-play");
  private final MenuButton more = new MenuButton(null, new FontIcon("mdi2d-dots-horizontal"));
  private final MeterBar bar = new MeterBar();
  private final Label progress = new Label();
  private final Label left = new Label();
  private final HBox numbers = new HBox(28);
  private final Banner banner = new Banner();
  private boolean stopAsked;

  /** What asks the person first. */
  record Asking(Runnable extend, Runnable kill, Runnable delete) {}

  /**
   * @param openFolder shows a folder in the system's file browser
   */
  RunHead(VBox into, RunsModel model, Asking asking, Consumer<Watched> openFolder) {
    title.getStyleClass().add("page-title");
    name.getStyleClass().addAll("muted", "small");
    status.getStyleClass().add("badge");
    stop.setTooltip(new Tooltip("End after this step, with everything saved"));
    pause.setTooltip(new Tooltip("Wait, and keep the place"));
    stop.setOnAction(
        e -> {
          stopAsked = true;
          stop.setDisable(true);
          stop.setText("Stopping…");
          model.stop();
        });
    pause.setOnAction(e -> model.pause());
    resume.setOnAction(e -> model.resume());
    more.getStyleClass().addAll("button-icon", "no-arrow");
    more.setAccessibleText("More commands for this run");
    more.getItems()
        .addAll(
            item("Start again with changes", "mdi2r-repeat-variant", model::startAgain),
            item("Train further epochs…", "mdi2f-fast-forward", asking.extend()),
            item("Show its checkpoint in Results", "mdi2t-table-large", model::showCheckpoint),
            item(
                "Open folder",
                "mdi2f-folder-open-outline",
                () -> model.watchedProperty().get().stream().findFirst().ifPresent(openFolder)),
            item("End the process by force", "mdi2s-skull-outline", asking.kill()),
            item("Delete the run", "mdi2t-trash-can-outline", asking.delete()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox titleLine = new HBox(10, title, status);
    titleLine.setAlignment(Pos.CENTER_LEFT);
    HBox top = new HBox(8, new VBox(2, titleLine, name), gap, resume, pause, stop, more);
    top.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("run-bar");
    progress.getStyleClass().add("muted");
    left.getStyleClass().add("strong");
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    HBox line = new HBox(8, progress, between, left);
    numbers.getStyleClass().add("numbers");
    into.getChildren().addAll(top, bar, line, banner, numbers);
  }

  private static Button button(String text, String icon) {
    return new Button(text, new FontIcon(icon));
  }

  private static MenuItem item(String text, String icon, Runnable action) {
    MenuItem item = new MenuItem(text, new FontIcon(icon));
    item.setOnAction(e -> action.run());
    return item;
  }

  void show(Watched run) {
    RunState state = run.state();
    title.setText(run.config() == null ? run.folder().name() : run.config().model().backbone());
    name.setText(run.folder().path().toString());
    status.setText(RunWords.status(run.status()));
    status.getStyleClass().setAll("label", "badge", RunWords.style(run.status()));
    showCommands(run);
    showProgress(run);
    showNumbers(run);
    banner.show(reason(run), run.status() == RunStatus.FAILED);
    if (state.end() instanceof Failed failed && run.status() == RunStatus.FAILED) {
      banner.details(failed.details());
    }
  }

  private void showCommands(Watched run) {
    RunStatus now = run.status();
    boolean running = now == RunStatus.RUNNING;
    if (!running) {
      stopAsked = false;
    }
    boolean stopping = running && (stopAsked || run.state().stopRequested());
    visible(stop, running || now == RunStatus.PAUSED);
    stop.setDisable(stopping);
    stop.setText(stopping ? "Stopping…" : "Stop");
    visible(pause, running);
    pause.setDisable(stopping);
    visible(resume, now.resumable() && now != RunStatus.COMPLETED);
    resume.getStyleClass().remove("accent");
    if (now == RunStatus.INTERRUPTED || now == RunStatus.PAUSED) {
      resume.getStyleClass().add("accent");
    }
    more.getItems().get(1).setDisable(running);
    more.getItems().get(2).setDisable(run.state().checkpoint() == null);
    more.getItems().get(4).setDisable(!running);
    more.getItems().get(5).setDisable(running);
  }

  private static void visible(Node node, boolean on) {
    node.setVisible(on);
    node.setManaged(on);
  }

  private void showProgress(Watched run) {
    RunState state = run.state();
    boolean going = run.status() == RunStatus.RUNNING || run.status() == RunStatus.PAUSED;
    boolean starting = going && state.lastSeq() == 0;
    bar.setValue(state.progress());
    StringBuilder text = new StringBuilder();
    if (starting) {
      text.append("Starting: reading the data and loading the network");
    } else if (state.epochsPlanned() > 0) {
      int done = (int) state.epochsDone();
      int epoch = going ? Math.min(done + 1, state.epochsPlanned()) : done;
      text.append(going ? "Epoch " : "Did ").append(epoch).append(" of ");
      text.append(state.epochsPlanned()).append(going ? "" : " epochs");
      if (going && state.lastStep() != null) {
        text.append(", step ").append(state.lastStep().step());
        text.append(" of ").append(state.lastStep().stepsInEpoch());
      }
    }
    if (state.end() instanceof Completed completed && run.status() == RunStatus.COMPLETED) {
      text.append(" · ").append(completed.reason());
    }
    progress.setText(text.toString());
    left.setText(
        run.status() == RunStatus.RUNNING
            ? RunWords.remaining(state.remaining(Instant.now()))
            : "");
  }

  private void showNumbers(Watched run) {
    RunState state = run.state();
    numbers.getChildren().clear();
    number("Best " + state.selectBy().title(), RunWords.score(state.bestScore().orElse(null)));
    number("at epoch", state.best() == null ? "–" : Integer.toString(state.best().epoch()));
    number(
        "threshold",
        state.best() == null || state.best().threshold() == null
            ? "–"
            : String.format(Locale.ROOT, "%.3f", state.best().threshold()));
    Pace pace = Pace.of(state);
    number(
        "images/s", pace == null ? "–" : String.format(Locale.ROOT, "%.0f", pace.imagesPerSecond));
    number(
        "waiting for data",
        pace == null ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * pace.waiting));
    number("memory", pace == null ? "–" : RunWords.bytes(pace.memory));
    number("device", state.device().orElse("–"));
    if (state.started() != null && state.lastTime() != null) {
      Instant until = run.status() == RunStatus.RUNNING ? Instant.now() : state.lastTime();
      number("since start", RunWords.duration(Duration.between(state.started().time(), until)));
    }
  }

  /** The newest measure of speed. */
  private record Pace(double imagesPerSecond, double waiting, long memory) {
    static Pace of(RunState state) {
      if (state.lastStep() != null) {
        var step = state.lastStep();
        return new Pace(step.imagesPerSecond(), step.waitingShare(), step.memoryBytes());
      }
      return state
          .lastEpoch()
          .map(e -> new Pace(e.imagesPerSecond(), e.waitingShare(), e.memoryBytes()))
          .orElse(null);
    }
  }

  private void number(String what, String value) {
    Label number = new Label(value);
    number.getStyleClass().add("number");
    Label caption = new Label(what);
    caption.getStyleClass().addAll("muted", "small");
    caption.setMinWidth(Region.USE_PREF_SIZE);
    numbers.getChildren().add(new VBox(number, caption));
  }

  /** What went wrong and what to do, or empty. */
  private static List<String> reason(Watched run) {
    if (run.problem() != null) {
      return List.of("This run cannot be read", run.problem());
    }
    if (run.status() == RunStatus.FAILED && run.state().end() instanceof Failed failed) {
      return List.of("The run failed", failed.message());
    }
    if (run.status() == RunStatus.INTERRUPTED) {
      return List.of(
          "The run was interrupted",
          "Its process ended without a word: it was killed, ran out of memory or the machine went"
              + " down. The log may say more. Resume goes on after the last finished epoch.");
    }
    return List.of();
  }
}
