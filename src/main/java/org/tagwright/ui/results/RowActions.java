package org.tagwright.ui.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.results.CheckpointRow;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.ViewRequest;

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
  @FXML private Button openRunButton;
  @FXML private Button startFromButton;

  private static final double NAME_WIDTH = 60;

  /** How long a note stays that offers nothing to do. */
  private final PauseTransition noteTime = new PauseTransition(Duration.seconds(6));

  private final Tooltip why = new Tooltip();
  private final ResultsModel model;
  private final Navigator navigator;
  private final Supplier<ExperimentConfig> config;
  private Consumer<Path> evaluate = file -> {};

  public RowActions(ResultsModel model, Navigator navigator, Supplier<ExperimentConfig> config) {
    this.model = model;
    this.navigator = navigator;
    this.config = config;
  }

  @FXML
  private void initialize() {
    showWhile(actionBar, Bindings.isNotEmpty(model.selected()));
    showWhile(noteBar, model.messageProperty().isNotEmpty());
    noteText.textProperty().bind(model.messageProperty());
    undoButton.visibleProperty().bind(model.undoableProperty());
    noteTime.setOnFinished(e -> model.dismissMessage());
    model
        .messageProperty()
        .addListener(
            (o, was, is) -> {
              noteTime.stop();
              if (!model.undoableProperty().get()) {
                noteTime.playFromStart();
              }
            });
    model.selected().addListener((ListChangeListener<CheckpointRow>) c -> showSelection());
  }

  private static void showWhile(Node node, BooleanBinding condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }

  private void showSelection() {
    List<CheckpointRow> rows = model.selected();
    int count = rows.size();
    selectedText.setText(
        count == 1 ? String.valueOf(rows.get(0).get("file")) : count + " selected");
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
    startFromButton.setDisable(count != 1);
    openRunButton.setDisable(count != 1 || rows.get(0).get("run") == null);
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
    navigator.go(new ViewRequest.PredictWith(single().file()));
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
    model.findRun(run, there -> navigator.go(new ViewRequest.ShowRun(there)));
  }

  /** Sets up an experiment that begins with the checkpoint's weights. */
  @FXML
  private void startFrom() {
    Path file = single().file();
    ExperimentConfig start = config.get().with(ModelSettings.START_FROM, file);
    if (single().get("model") instanceof String backbone) {
      start = start.with(ModelSettings.BACKBONE, backbone);
    }
    navigator.go(new ViewRequest.SetUp(start, "checkpoint " + file.getFileName()));
  }

  @FXML
  private void delete() {
    model.delete(List.copyOf(model.selected()));
  }

  @FXML
  private void undo() {
    model.undoDelete();
  }

  @FXML
  private void dismissNote() {
    model.dismissMessage();
  }
}
