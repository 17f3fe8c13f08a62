package org.tagwright.ui.results;

import atlantafx.base.controls.ModalPane;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.evaluation.EvaluationSummary;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.CheckpointScan;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.ViewRequest;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Drops;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.evaluation.EvaluateModel;
import org.tagwright.ui.evaluation.EvaluateSheet;
import org.tagwright.ui.evaluation.EvaluationPane;
import org.tagwright.ui.export.ExportModel;

/** Wires the results table: scan, toolbar, table or groups, actions on the selected rows. */
public final class ResultsController implements View {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

  @FXML private StackPane root;
  @FXML private ModalPane modal;
  @FXML private BorderPane browser;
  @FXML private Label summary;
  @FXML private ProgressIndicator busy;
  @FXML private Button unreadableButton;
  @FXML private Button archivedButton;
  @FXML private MenuButton rootMenu;
  @FXML private MenuButton exportMenu;
  @FXML private StackPane content;
  @FXML private ResultsToolbar toolbarController;
  @FXML private RowActions actionsController;

  private final ResultsModel model;
  private final RowNotes notes;
  private final EvaluateModel evaluate;
  private final ExportModel checkpointExport;
  private final Workbench workbench;
  private final Supplier<ExperimentConfig> config;
  private Runnable stopTicking = () -> {};
  private CheckpointTableView table;
  private Node overlay;
  private Sheets sheets;
  private ExportMenu export;

  public ResultsController(
      ResultsModel model,
      RowNotes notes,
      EvaluateModel evaluate,
      ExportModel checkpointExport,
      Workbench workbench,
      Supplier<ExperimentConfig> config) {
    this.model = model;
    this.notes = notes;
    this.evaluate = evaluate;
    this.checkpointExport = checkpointExport;
    this.workbench = workbench;
    this.config = config;
    workbench
        .navigator()
        .handle(ViewRequest.ShowCheckpoint.class, request -> model.find(request.checkpoint()));
  }

  @FXML
  private void initialize() {
    model.change(q -> QueryMemory.load(workbench.settings()));
    model.queryProperty().addListener((o, was, is) -> QueryMemory.save(is, workbench.settings()));
    table =
        new CheckpointTableView(
            model, workbench.settings(), () -> actionsController.open(), notes::star);
    GroupTree tree = new GroupTree(model, () -> actionsController.open());
    new ResultsContent(content, model, workbench, table, tree);
    model.pageProperty().addListener((o, was, is) -> showArchivedButton(is));
    showArchivedButton(model.pageProperty().get());
    Shown.when(busy, model.scanningProperty());
    export = new ExportMenu(exportMenu, model, checkpointExport, workbench);
    exportMenu
        .disableProperty()
        .bind(model.pageProperty().map(page -> page.all().rows().isEmpty()));
    summary.textProperty().bind(Bindings.createStringBinding(this::summary, model.pageProperty()));
    unreadableButton
        .textProperty()
        .bind(Bindings.size(model.unreadable()).asString("%d unreadable"));
    Shown.when(unreadableButton, Bindings.isNotEmpty(model.unreadable()));
    sheets = new Sheets(modal);
    actionsController.onEvaluate(this::askToEvaluate);
    evaluate.summaryProperty().addListener((o, was, is) -> showEvaluation(is));
    model.comparisonProperty().addListener((o, was, is) -> showComparison(is));
    rootMenu
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.rootProperty().get() == null
                        ? "Choose a folder"
                        : model.rootProperty().get().toString(),
                model.rootProperty()));
    rootMenu
        .getItems()
        .setAll(
            Menus.item(
                "The experiment's trained models",
                () -> model.rootProperty().set(config.get().output().trainedModels())),
            Menus.item("Choose a folder…", this::chooseRoot));
    for (Control rows : List.of(table, tree)) {
      rows.setContextMenu(
          actionsController.menu(export.checkpoint("Export for other programs (ONNX)…")));
      rows.setOnKeyPressed(this::pressedInRows);
    }
    model.foundProperty().addListener((o, was, is) -> select(is));
    Drops.take(root, CheckpointScan::isNamedLikeOne, model::find);
  }

  private void pressedInRows(KeyEvent key) {
    if (key.getCode() == KeyCode.DELETE) {
      model.deleteSelected();
    } else if (key.getCode() == KeyCode.ENTER) {
      actionsController.open();
    }
  }

  private void showArchivedButton(ResultsPage page) {
    boolean showing = page.query().showArchived();
    archivedButton.setText(showing ? "Hide archived" : "Show archived (" + page.hidden() + ")");
    Shown.set(
        archivedButton,
        page.hidden() > 0 || (showing && page.all().rows().stream().anyMatch(r -> r.archived())));
  }

  @FXML
  private void toggleArchived() {
    model.change(q -> q.withShowArchived(!q.showArchived()));
  }

  private String summary() {
    ResultsPage page = model.pageProperty().get();
    int all = page.all().rows().size();
    int shown = page.table().rows().size();
    String count = Units.count(all, "checkpoint");
    String part = shown == all ? count : Units.text("%,d of %s", shown, count);
    return page.mainMetric() == null ? part : part + ", selected by " + page.mainMetricTitle();
  }

  @Override
  public void shown() {
    model.begin(config.get().output().trainedModels());
    stopTicking =
        workbench
            .background()
            .every(
                LOOK_EVERY,
                "Looking for new checkpoints",
                () -> workbench.fx().execute(model::lookAgain));
  }

  @Override
  public void hidden() {
    stopTicking.run();
  }

  @Override
  public List<Shortcut> shortcuts() {
    List<Shortcut> keys =
        new ArrayList<>(
            List.of(
                new Shortcut("F5", "Read the folder again", this::rescan),
                new Shortcut("Shortcut+F", "Filter", () -> toolbarController.focusFilter()),
                new Shortcut("Shortcut+E", "Tags and note", notes::open),
                new Shortcut(
                    "Shortcut+Shift+C", "Copy the table as Markdown", () -> export.copyMarkdown()),
                new Shortcut("Esc", "Back to the table", this::back)));
    boolean typing = root.getScene().getFocusOwner() instanceof TextInputControl;
    if (!typing) { // there it undoes what was typed
      keys.add(new Shortcut("Shortcut+Z", "Bring back what was deleted", model.trash()::undo));
    }
    return keys;
  }

  private void select(CheckpointRow row) {
    if (row != null) {
      table.getSelectionModel().clearSelection();
      table.getSelectionModel().select(row);
      table.scrollTo(row);
    }
  }

  private void showOverlay(Node node) {
    root.getChildren().remove(overlay);
    overlay = node;
    browser.setVisible(false);
    root.getChildren().add(root.getChildren().indexOf(modal), node);
    node.requestFocus();
  }

  private void back() {
    if (sheets.showing()) {
      sheets.close();
    } else if (overlay != null) {
      closeOverlay();
    }
  }

  private void closeOverlay() {
    root.getChildren().remove(overlay);
    overlay = null;
    model.comparisonProperty().set(null);
    evaluate.dismiss();
    browser.setVisible(true);
    table.requestFocus();
  }

  @FXML
  private void rescan() {
    model.rescan();
  }

  @FXML
  private void showUnreadable() {
    showOverlay(new UnreadablePane(model.unreadable(), this::closeOverlay));
  }

  private void showComparison(Comparison comparison) {
    if (comparison != null) {
      showOverlay(new ComparePane(comparison, this::closeOverlay));
    }
  }

  private void askToEvaluate(Path checkpoint) {
    evaluate
        .ask(checkpoint)
        .onDone(found -> sheets.show(new EvaluateSheet(evaluate, sheets::close)));
  }

  private void showEvaluation(EvaluationSummary summary) {
    if (summary != null) {
      showOverlay(new EvaluationPane(summary, workbench.open(), this::closeOverlay));
      workbench.problems().note("The report was saved to " + summary.folder());
    }
  }

  private void chooseRoot() {
    File folder =
        Choosers.choose(
            Choosers.folder("Choose a folder of checkpoints", model.rootProperty().get()),
            root.getScene().getWindow());
    if (folder != null) {
      model.rootProperty().set(folder.toPath());
    }
  }
}
