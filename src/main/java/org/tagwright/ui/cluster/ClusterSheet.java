package org.tagwright.ui.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.common.TagwrightException;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** A cluster profile, to type in, to check with a small job and to keep. */
final class ClusterSheet extends VBox {
  private static final double WIDTH = 600;
  private static final double MOST_WORDS = 110;

  /** Rows have two fields or three. */
  private static final int COLUMNS = 6;

  private final ClusterProfile before;
  private final ClustersModel clusters;
  private final Path runs;
  private final Runnable close;
  private final GridPane grid = new GridPane();
  private final TextField name;
  private final TextField partition;
  private final TextField account;
  private final TextField time;
  private final TextField gpus;
  private final TextField cpus;
  private final TextField memory;
  private final TextArea setup;
  private final TextArea options;
  private final Label said = Texts.wrapping("", "small");
  private final ScrollPane saying = new ScrollPane(said);
  private final Button check = Buttons.of("Check", this::checkOrCancel);
  private Job<List<String>> checking;

  /**
   * @param before the profile to edit, or {@code null}: a new one
   * @param runs the folder of the runs, where it is checked
   */
  ClusterSheet(ClusterProfile before, ClustersModel clusters, Path runs, Runnable close) {
    this.before = before;
    this.clusters = clusters;
    this.runs = runs;
    this.close = close;
    ClusterProfile shown = before == null ? ClusterProfile.named("") : before;
    getStyleClass().addAll("sheet", "cluster-sheet");
    setMaxSize(WIDTH, USE_PREF_SIZE);
    grid.getStyleClass().add("cluster-grid");
    for (int i = 0; i < COLUMNS; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / COLUMNS);
      grid.getColumnConstraints().add(column);
    }
    name = field("Name", "a100", shown.name());
    name.setDisable(before != null);
    partition = field("Partition", "gpu", shown.partition());
    account = field("Account", "vision", shown.account());
    time = field("Time limit of a job", "4:00:00", shown.time());
    gpus = field("GPUs", "1", shown.gpus() == 0 ? null : shown.gpus());
    cpus = field("CPUs", "8", shown.cpus());
    memory = field("Memory", "32G", shown.memory());
    setup = area("Shell commands to run first", "module load java", shown.setup());
    options = area("More sbatch options, one per line", "--qos=high", shown.options());
    row(0, name, partition);
    row(1, account, time);
    row(2, gpus, cpus, memory);
    row(3, setup, options);
    saying.getStyleClass().add("plain");
    saying.setFitToWidth(true);
    saying.setMaxHeight(MOST_WORDS);
    said.heightProperty()
        .addListener((all, old, height) -> saying.setPrefViewportHeight(height.doubleValue()));
    Shown.set(saying, false);
    check.setTooltip(new Tooltip("Submits a small job: are node, GPU, Java and program there?"));
    Button save = Buttons.of(before == null ? "Add" : "Save", this::save, "accent");
    save.setDefaultButton(true);
    Row buttons = Row.atEnd(8, check, Buttons.cancel(close), save);
    if (before != null) {
      buttons.getChildren().addAll(0, List.of(Buttons.of("Remove", this::remove), new Spacer()));
    }
    Label text =
        Texts.wrapping(
            "Runs are submitted with sbatch from this computer, which must be a login node. What"
                + " is left empty is left to the cluster.",
            "muted");
    String title = before == null ? "Add a Slurm cluster" : "Cluster " + before.name();
    getChildren().addAll(Texts.of(title, "sheet-title"), text, grid, saying, buttons);
    sceneProperty()
        .addListener(
            (all, old, scene) -> {
              if (scene == null && checking != null) {
                checking.cancel(); // its job ends with the sheet
              }
            });
  }

  private static TextField field(String label, String example, Object value) {
    TextField field = new TextField(value == null ? "" : value.toString());
    field.setPromptText("such as " + example);
    field.setAccessibleText(label);
    return field;
  }

  private static TextArea area(String label, String example, List<String> lines) {
    TextArea area = new TextArea(String.join("\n", lines));
    area.setPromptText("such as " + example);
    area.setPrefRowCount(2);
    area.setAccessibleText(label);
    return area;
  }

  /** Fields of equal width, each under its label. */
  private void row(int row, TextInputControl... fields) {
    int span = COLUMNS / fields.length;
    for (int i = 0; i < fields.length; i++) {
      Label label = Texts.of(fields[i].getAccessibleText(), "small");
      grid.add(new VBox(4, label, fields[i]), i * span, row, span, 1);
    }
  }

  @Override
  public void requestFocus() {
    (before == null ? name : partition).requestFocus();
  }

  /** What is typed, checked as far as that is possible without the cluster. */
  private ClusterProfile typed() {
    ClusterProfile kept = before == null ? ClusterProfile.named("") : before;
    ClusterProfile profile =
        new ClusterProfile(
            name.getText().strip(),
            text(partition),
            text(account),
            text(gpus) == null ? 0 : number("GPUs", gpus),
            text(cpus) == null ? null : number("CPUs", cpus),
            text(memory),
            text(time),
            lines(setup),
            lines(options),
            kept.program(),
            kept.saveSeconds());
    profile.require();
    return profile;
  }

  private static String text(TextField field) {
    String text = field.getText().strip();
    return text.isEmpty() ? null : text;
  }

  private static List<String> lines(TextArea area) {
    return area.getText().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static int number(String what, TextField field) {
    try {
      return Integer.parseInt(field.getText().strip());
    } catch (NumberFormatException e) {
      throw TagwrightException.input(
          "%s: \"%s\" is not a whole number.".formatted(what, field.getText().strip()), e);
    }
  }

  private void save() {
    withTyped(
        profile ->
            clusters
                .save(profile, before == null)
                .onFailed(this::sayFailure)
                .onDone(done -> close.run()));
  }

  private void remove() {
    close.run();
    clusters.askToRemove(before);
  }

  private void checkOrCancel() {
    if (checking != null) {
      checking.cancel();
      return;
    }
    withTyped(
        profile -> {
          say("Submitting a job…", "muted");
          check.setText("Cancel the check");
          checking =
              clusters
                  .check(profile, runs)
                  .onFailed(this::sayFailure)
                  .onDone(lines -> say(String.join("\n", lines), "success-text"))
                  .onEnd(this::checked);
          checking.messageProperty().addListener((all, old, words) -> say(words, "muted"));
        });
  }

  private void checked() {
    if (checking.stateProperty().get() == Job.State.CANCELLED) {
      say("The check was cancelled, and its job with it.", "muted");
    }
    checking = null;
    check.setText("Check");
  }

  private void withTyped(Consumer<ClusterProfile> then) {
    ClusterProfile profile;
    try {
      profile = typed();
    } catch (TagwrightException e) {
      sayFailure(e);
      return;
    }
    then.accept(profile);
  }

  private void sayFailure(Throwable failure) {
    if (failure instanceof TagwrightException) {
      say(failure.getMessage(), "danger-text");
    } else {
      clusters.report(failure);
    }
  }

  private void say(String words, String style) {
    said.setText(words);
    said.getStyleClass().setAll("label", "small", style);
    Shown.set(saying, true);
  }
}
