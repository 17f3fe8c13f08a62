package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.run.RunStatus;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.notes.NotesMenu;

/** What can be done with the selected run: those of its commands that make sense now. */
final class RunCommands extends HBox {
  /** Longer than a process takes to answer; after that a command may be given again. */
  private static final Duration PATIENCE = Duration.seconds(20);

  private final Button stop = button("Stop", "mdi2s-stop");
  private final Button pause = button("Pause", "mdi2p-pause");
  private final Button seen;
  private final Button found;
  private final Button resume = button("Resume", "mdi2p-play");
  private final Button cancel = button("Cancel the job", "mdi2c-close");
  private final MenuButton more = new MenuButton(null, new FontIcon("mdi2d-dots-horizontal"));
  private final MenuItem extend;
  private final MenuItem trainAgain;
  private final MenuItem checkpoint;
  private final MenuItem predictions;
  private final MenuItem resumeHere;
  private final MenuItem resumeThere;
  private final ObservableValue<ClusterProfile> cluster;
  private final MenuItem kill;
  private final MenuItem delete;
  private final PauseTransition patience = new PauseTransition(PATIENCE);
  private RunDetails run;
  private Asked asked;

  /** A command that was given, until the run answers by another status. */
  private record Asked(Path run, RunStatus status, Button button) {}

  /**
   * @param cluster where new runs go; with {@code null} in it to this computer
   * @param askEpochs asks how far to train
   * @param openFolder shows a folder in the system's file browser
   */
  RunCommands(
      RunsModel model,
      NotesMenu notes,
      ObservableValue<ClusterProfile> cluster,
      Runnable askEpochs,
      Consumer<RunDetails> openFolder) {
    super(8);
    this.cluster = cluster;
    setAlignment(Pos.CENTER_RIGHT);
    setMinWidth(USE_PREF_SIZE);
    stop.setTooltip(new Tooltip("End after this step, with everything saved"));
    pause.setTooltip(new Tooltip("Free the machine and keep the place (Ctrl+P)"));
    resume.setTooltip(new Tooltip("Continue where it ended (Ctrl+P)"));
    stop.setOnAction(e -> ask(stop, model.actions()::stop));
    pause.setOnAction(e -> ask(pause, model.actions()::pause));
    resume.setOnAction(e -> ask(resume, model.actions()::resume));
    cancel.setTooltip(new Tooltip("Take the run back before it begins; it can be resumed"));
    cancel.setOnAction(e -> ask(cancel, model.actions()::stop));
    seen =
        Buttons.of(
            "See predictions", "mdi2i-image-multiple-outline", model.actions()::seePredictions);
    found = Buttons.of("Show in Results", "mdi2t-table-large", model.actions()::showCheckpoint);
    Shown.set(seen, false);
    Shown.set(found, false);
    more.getStyleClass().addAll("button-icon", "no-arrow");
    more.setAccessibleText("More commands for this run");
    more.setTooltip(new Tooltip("More commands"));
    extend = Menus.item("Continue training…", "mdi2f-fast-forward", askEpochs);
    trainAgain =
        Menus.item("Train again on what changed", "mdi2u-update", model.actions()::trainAgain);
    checkpoint =
        Menus.item("Show in Results", "mdi2t-table-large", model.actions()::showCheckpoint);
    predictions =
        Menus.item(
            "See predictions", "mdi2i-image-multiple-outline", model.actions()::seePredictions);
    resumeHere =
        Menus.item(
            "Resume on this computer",
            "mdi2l-laptop",
            () -> ask(resume, model.actions()::resumeHere));
    resumeThere =
        Menus.item(
            "Resume on a cluster",
            "mdi2s-server",
            () -> ask(resume, () -> model.actions().resumeOn(cluster.getValue())));
    kill = Menus.item("Force-quit", "mdi2s-skull-outline", model.actions()::askToKill);
    delete = Menus.item("Delete the run", "mdi2t-trash-can-outline", model.actions()::delete);
    more.getItems()
        .addAll(
            Menus.item("Duplicate and edit", "mdi2r-repeat-variant", model.actions()::startAgain),
            extend,
            resumeHere,
            resumeThere,
            trainAgain,
            new SeparatorMenuItem());
    more.getItems().addAll(notes.items());
    more.getItems()
        .addAll(
            new SeparatorMenuItem(),
            checkpoint,
            predictions,
            Menus.item("Open folder", "mdi2f-folder-open-outline", () -> openFolder.accept(run)),
            kill,
            delete);
    more.setOnShowing(
        e -> {
          notes.update();
          offerCluster();
        });
    getChildren().addAll(seen, found, resume, pause, stop, cancel, more);
    patience.setOnFinished(
        e -> {
          asked = null;
          show(run);
        });
  }

  private static Button button(String text, String icon) {
    return new Button(text, new FontIcon(icon));
  }

  private void ask(Button button, Runnable command) {
    asked = new Asked(run.folder().path(), run.status(), button);
    patience.playFromStart();
    command.run();
    show(run);
  }

  /** Pauses what runs, and lets go on what can. */
  void pauseOrResume() {
    for (Button button : new Button[] {pause, resume}) {
      if (button.isVisible() && !button.isDisabled()) {
        button.fire();
        return;
      }
    }
  }

  void show(RunDetails shown) {
    run = shown;
    RunStatus now = run.status();
    if (asked != null && (!asked.run().equals(run.folder().path()) || asked.status() != now)) {
      asked = null;
      patience.stop();
    }
    boolean running = now == RunStatus.RUNNING;
    boolean stopping = running && run.state().stopRequested();
    Shown.set(stop, running);
    say(stop, "Stop", stopping || isAsked(stop) ? "Stopping…" : null);
    Shown.set(pause, running);
    say(pause, "Pause", isAsked(pause) ? "Pausing…" : null);
    Shown.set(resume, now.resumable() && now != RunStatus.COMPLETED);
    say(resume, "Resume", isAsked(resume) ? "Resuming…" : null);
    boolean waits = now == RunStatus.QUEUED && run.awaitsJob();
    Shown.set(cancel, waits);
    say(cancel, "Cancel the job", isAsked(cancel) ? "Cancelling…" : null);
    for (Button button : new Button[] {stop, pause, resume, cancel}) {
      button.setDisable(stopping || asked != null);
    }
    resume.getStyleClass().remove("accent");
    if (now == RunStatus.INTERRUPTED || now == RunStatus.PAUSED) {
      resume.getStyleClass().add("accent");
    }
    boolean ended = now == RunStatus.COMPLETED && run.state().checkpoint() != null;
    Shown.set(seen, ended);
    Shown.set(found, ended);
    extend.setDisable(running || waits);
    resumeHere.setVisible(resume.isVisible() && run.inJob() != null);
    checkpoint.setDisable(run.state().checkpoint() == null);
    trainAgain.setDisable(run.state().checkpoint() == null);
    predictions.setDisable(run.state().checkpoint() == null);
    kill.setText(run.awaitsJob() ? "Cancel the job" : "Force-quit");
    kill.setDisable(!running);
    delete.setDisable(running || waits);
  }

  /** The other place may have been chosen since. */
  private void offerCluster() {
    ClusterProfile there = cluster.getValue();
    boolean elsewhere =
        there != null && (run.inJob() == null || !run.inJob().job().profile().equals(there.name()));
    resumeThere.setVisible(resume.isVisible() && elsewhere);
    resumeThere.setText(there == null ? "" : "Resume on " + there.name());
  }

  private boolean isAsked(Button button) {
    return asked != null && asked.button() == button;
  }

  private static void say(Button button, String usual, String doing) {
    button.setText(doing == null ? usual : doing);
  }
}
