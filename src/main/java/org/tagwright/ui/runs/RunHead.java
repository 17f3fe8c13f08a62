package org.tagwright.ui.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.checkpoint.Notes;
import org.tagwright.common.Units;
import org.tagwright.run.RunEvent.Failed;
import org.tagwright.run.RunNames;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.ui.common.widget.Banner;
import org.tagwright.ui.common.widget.MeterBar;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** The selected run's name, status, commands, progress and, where it went wrong, why. */
final class RunHead {
  private final Label title = Texts.empty("page-title");
  private final Label status = Texts.whole("", "badge");
  private final Label name = Texts.empty("muted", "small");
  private final FontIcon star = new FontIcon("mdi2s-star");
  private final Label note = Texts.empty("small");
  private final RunCommands commands;
  private final MeterBar bar = new MeterBar();
  private final Label progress = Texts.empty("muted");
  private final Label left = Texts.empty("strong");
  private final FlowPane numbers = new FlowPane(28, 4);
  private final Banner banner = new Banner();
  private final Label job = Texts.wrapping("", "small");
  private final Label trouble = Texts.wrapping("", "small", "warning-text");
  private final HBox jobLine = new Row(6, new FontIcon("mdi2s-server"), job);
  private final JobWatch jobs;
  private boolean awaitsJob;

  RunHead(VBox into, RunCommands commands, JobWatch jobs) {
    this.commands = commands;
    this.jobs = jobs;
    jobs.troubleProperty().addListener(e -> showTrouble());
    jobLine.getStyleClass().add("job-line");
    star.getStyleClass().add("star");
    note.setGraphic(new FontIcon("mdi2n-note-text-outline"));
    HBox titleLine = new Row(10, star, title, status);
    HBox top = new Row(8, new VBox(2, titleLine, name, note), new Spacer(), commands);
    bar.getStyleClass().add("run-bar");
    HBox line = new HBox(8, progress, new Spacer(), left);
    numbers.getStyleClass().add("numbers");
    into.getChildren().addAll(top, jobLine, trouble, bar, line, banner, numbers);
  }

  void show(RunDetails run, RunNames names, Notes notes) {
    RunState state = run.state();
    title.setText(RunWords.title(names, run.folder(), run.config()));
    title.setTooltip(new Tooltip(title.getText()));
    String data = run.config() == null ? "" : names.dataSet(run.config()) + " · ";
    name.setText(data + run.folder().path());
    String tags = String.join(" ", notes.tags());
    note.setText(
        Stream.of(notes.archived() ? "Archived" : "", tags, notes.text())
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" · ")));
    note.setTooltip(new Tooltip(note.getText()));
    Shown.set(note, !note.getText().isEmpty());
    Shown.set(star, notes.starred());
    status.setText(RunWords.status(run.status()));
    status.getStyleClass().setAll("label", "badge", RunWords.style(run.status()));
    commands.show(run);
    showJob(run);
    showProgress(run);
    showNumbers(run);
    banner.show(reason(run), run.status() == RunStatus.FAILED);
    if (state.end() instanceof Failed failed && run.status() == RunStatus.FAILED) {
      banner.details(failed.details());
    }
  }

  private void showJob(RunDetails run) {
    awaitsJob = run.awaitsJob();
    Shown.set(jobLine, run.inJob() != null);
    job.setText(run.inJob() == null ? "" : run.inJob().words());
    showTrouble();
  }

  private void showTrouble() {
    String why = awaitsJob ? jobs.troubleProperty().get() : "";
    trouble.setText(why + " Shown is what was last known; the scheduler is asked again.");
    Shown.set(trouble, !why.isEmpty());
  }

  private void showProgress(RunDetails run) {
    RunState state = run.state();
    bar.setValue(state.progress());
    progress.setText(RunWords.progress(state, run.status()));
    left.setText(
        run.status() == RunStatus.RUNNING
            ? RunWords.remaining(state.remaining(Instant.now()))
            : "");
  }

  private void showNumbers(RunDetails run) {
    RunState state = run.state();
    numbers.getChildren().clear();
    number("Best " + state.selectBy().title(), Units.decimal(state.bestScore().orElse(null), 4));
    number("at epoch", state.best() == null ? "–" : Integer.toString(state.best().epoch()));
    number("threshold", Units.decimal(state.best() == null ? null : state.best().threshold(), 3));
    Pace pace = Pace.of(state);
    number("images/s", pace == null ? "–" : Units.decimal(pace.imagesPerSecond, 0));
    number("data wait", pace == null ? "–" : Units.percent(pace.waiting));
    number("memory", pace == null || pace.memory <= 0 ? "–" : Units.bytes(pace.memory));
    number("device", state.device().orElse("–"));
    if (state.startTime() != null) {
      Instant until = run.status() == RunStatus.RUNNING ? Instant.now() : state.lastTime();
      number("since start", Units.duration(Duration.between(state.startTime(), until)));
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
    numbers
        .getChildren()
        .add(new VBox(Texts.of(value, "number"), Texts.whole(what, "muted", "small")));
  }

  /** What went wrong and what to do, or empty. */
  private static List<String> reason(RunDetails run) {
    if (run.problem() != null) {
      return List.of("This run cannot be read", run.problem());
    }
    if (run.status() == RunStatus.FAILED && run.state().end() instanceof Failed failed) {
      return List.of("The run failed", failed.message());
    }
    if (run.status() == RunStatus.INTERRUPTED && run.inJob() != null) {
      return List.of("The run was interrupted", run.inJob().lastWords());
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
