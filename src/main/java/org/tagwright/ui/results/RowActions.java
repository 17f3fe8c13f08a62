package org.tagwright.ui.results;

import static java.util.stream.Collectors.joining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.evaluation.EvaluationService;
import org.tagwright.results.CheckpointRow;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.TrainAgainStart;
import org.tagwright.ui.common.ViewRequest;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Shown;

/** What can be done with the selected checkpoints, below the table while some are selected. */
public final class RowActions {
  @FXML private HBox noteBar;
  @FXML private Label noteText;
  @FXML private Button undoButton;
  @FXML private HBox actionBar;
  @FXML private Label selectedText;
  @FXML private Label selectedMark;
  @FXML private Button compareButton;
  @FXML private Button predictButton;
  @FXML private Button evaluateButton;
  @FXML private Button validateAgainButton;
  @FXML private Button openRunButton;
  @FXML private Button startFromButton;
  @FXML private Button trainAgainButton;
  @FXML private Button notesButton;
  @FXML private Button deleteButton;

  private static final double NAME_WIDTH = 60;

  /** How long a note stays that offers nothing to do. */
  private final PauseTransition noteTime = new PauseTransition(Duration.seconds(6));

  private final Tooltip why = new Tooltip();
  private final ResultsModel model;
  private final RowNotes notes;
  private final Workbench workbench;
  private final Supplier<ExperimentConfig> config;
  private Consumer<Path> evaluate = file -> {};

  public RowActions(
      ResultsModel model, RowNotes notes, Workbench workbench, Supplier<ExperimentConfig> config) {
    this.model = model;
    this.notes = notes;
    this.workbench = workbench;
    this.config = config;
  }

  @FXML
  private void initialize() {
    Shown.when(actionBar, Bindings.isNotEmpty(model.selected()));
    Shown.when(noteBar, model.trash().messageProperty().isNotEmpty());
    noteText.textProperty().bind(model.trash().messageProperty());
    undoButton.visibleProperty().bind(model.trash().undoableProperty());
    showSelection();
    noteTime.setOnFinished(e -> model.trash().dismissMessage());
    model
        .trash()
        .messageProperty()
        .addListener(
            (o, was, is) -> {
              noteTime.stop();
              if (!model.trash().undoableProperty().get()) {
                noteTime.playFromStart();
              }
            });
    model.selected().addListener((ListChangeListener<CheckpointRow>) c -> showSelection());
  }

  private void showSelection() {
    List<CheckpointRow> rows = model.selected();
    int count = rows.size();
    selectedText.setText(
        count == 1 ? model.pageProperty().get().names().of(rows.get(0)) : count + " selected");
    selectedText.setMinWidth(count == 1 ? NAME_WIDTH : Region.USE_PREF_SIZE);
    selectedMark.setText(
        rows.stream()
            .map(model.pageProperty().get()::mark)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(""));
    why.setText(selectedMark.getText());
    selectedMark.setTooltip(why.getText().isEmpty() ? null : why);
    compareButton.setDisable(count < 2 || count > Comparison.MOST);
    predictButton.setDisable(count != 1);
    evaluateButton.setDisable(count != 1);
    boolean older = !older().isEmpty();
    Shown.set(validateAgainButton, older);
    Shown.set(evaluateButton, !older); // there is room for one; the menu of a row has both
    validateAgainButton.setDisable(!older);
    startFromButton.setDisable(count != 1);
    trainAgainButton.setDisable(count != 1);
    notesButton.setDisable(count != 1);
    deleteButton.setDisable(count == 0);
    openRunButton.setDisable(count != 1 || rows.get(0).get("run") == null);
  }

  /** The same commands for the menu of a row, the export and the file's path to copy. */
  ContextMenu menu(MenuItem export) {
    ContextMenu menu = new ContextMenu();
    for (Button button :
        List.of(
            predictButton,
            evaluateButton,
            validateAgainButton,
            compareButton,
            openRunButton,
            startFromButton,
            trainAgainButton,
            deleteButton)) {
      String text = button.getText();
      MenuItem item = Menus.item(text.isEmpty() ? button.getAccessibleText() : text, button::fire);
      item.disableProperty().bind(button.disableProperty());
      menu.getItems().add(item);
    }
    MenuItem copy = Menus.item("Copy path", () -> ClipboardText.copy(paths()));
    copy.disableProperty().bind(deleteButton.disableProperty());
    menu.getItems().addAll(menu.getItems().size() - 1, List.of(export, copy));
    notes.addTo(menu);
    return menu;
  }

  /** Shows the notes of the selected checkpoint, where it is one. */
  @FXML
  void openNotes() {
    notes.open();
  }

  private String paths() {
    return model.selected().stream().map(r -> r.file().toString()).collect(joining("\n"));
  }

  /** Shows what the selected checkpoint predicts, where it is one. */
  void open() {
    if (model.selected().size() == 1) {
      predict();
    }
  }

  private CheckpointRow single() {
    return model.selected().get(0);
  }

  @FXML
  private void compare() {
    model.compare(config.get().output().runs());
  }

  @FXML
  void predict() {
    workbench.navigator().go(new ViewRequest.PredictWith(single().file()));
  }

  /** Gives who asks on what a checkpoint is to be evaluated. */
  void onEvaluate(Consumer<Path> then) {
    evaluate = then;
  }

  @FXML
  private void evaluate() {
    evaluate.accept(single().file());
  }

  @FXML
  private void openRun() {
    Path run = config.get().output().runs().resolve(String.valueOf(single().get("run")));
    workbench
        .background()
        .quietly(
            "Looking for the run",
            job -> {
              if (!Files.isDirectory(run)) {
                throw TagwrightException.input(
                    "The run "
                        + run.getFileName()
                        + " is not in "
                        + run.getParent()
                        + ". If its folder lies elsewhere, open that folder in Runs.");
              }
              return run;
            })
        .onDone(there -> workbench.navigator().go(new ViewRequest.ShowRun(there)));
  }

  /** Sets up an experiment that begins with the checkpoint's weights. */
  @FXML
  private void startFrom() {
    Path file = single().file();
    ExperimentConfig start = config.get().with(ModelSettings.START_FROM, file);
    if (single().get("model") instanceof String backbone) {
      start = start.with(ModelSettings.BACKBONE, backbone);
    }
    workbench.navigator().go(new ViewRequest.SetUp(start, "checkpoint " + file.getFileName()));
  }

  /** Those of the selected rows whose scores are of labels that have changed since. */
  private List<CheckpointRow> older() {
    return model.selected().stream()
        .filter(model.pageProperty().get().onOlderLabels()::contains)
        .toList();
  }

  /** Validates the selected checkpoints on today's labels, one after another. */
  @FXML
  private void validateAgain() {
    List<Path> files = older().stream().map(CheckpointRow::file).toList();
    EvaluationService evaluation = new EvaluationService();
    workbench
        .background()
        .show(
            "Validating again",
            progress -> {
              files.forEach(file -> evaluation.revalidate(file, progress));
              return null;
            })
        .onEnd(model::rescan);
  }

  /** Sets up a training on today's labels that begins with the checkpoint. */
  @FXML
  private void trainAgain() {
    new TrainAgainStart(workbench).from(single().file());
  }

  @FXML
  private void delete() {
    model.deleteSelected();
  }

  @FXML
  private void undo() {
    model.trash().undo();
  }

  @FXML
  private void dismissNote() {
    model.trash().dismissMessage();
  }
}
