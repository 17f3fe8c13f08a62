package org.tagwright.ui.runs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.tagwright.common.AtomicFile;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Questions.WholeNumber;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.image.Pictures;
import org.tagwright.ui.search.SearchTab;
import org.tagwright.ui.search.SearchesModel;

/** Wires the list of runs and the selected run's tabs. */
public final class RunsController implements View {
  private static final int MOST_EPOCHS = 100_000;

  private final RunsModel model;
  private final SearchesModel searches;
  private final JobWatch jobs;
  private final Workbench workbench;

  @FXML private HBox root;
  @FXML private Tooltip folderTooltip;
  @FXML private ListView<RunItem> list;
  @FXML private VBox queueBox;
  @FXML private VBox empty;
  @FXML private VBox detail;
  @FXML private VBox head;
  @FXML private TabPane tabs;
  @FXML private Tab chartsTab;
  @FXML private Tab epochsTab;
  @FXML private Tab classesTab;
  @FXML private Tab thresholdTab;
  @FXML private Tab configTab;
  @FXML private Tab logTab;

  private final EpochsPane epochs = new EpochsPane();
  private final ClassesPane classes = new ClassesPane();
  private final ThresholdPane threshold = new ThresholdPane();
  private ConfigPane config;
  private LogPane log;
  private RunHead runHead;
  private RunCommands commands;

  public RunsController(
      RunsModel model, SearchesModel searches, JobWatch jobs, Workbench workbench) {
    this.model = model;
    this.searches = searches;
    this.jobs = jobs;
    this.workbench = workbench;
  }

  @FXML
  private void initialize() {
    config = new ConfigPane(model);
    log = new LogPane(model);
    commands =
        new RunCommands(model, this::extend, run -> workbench.open().accept(run.folder().path()));
    runHead = new RunHead(head, commands, jobs);
    chartsTab.setContent(new ChartsPane(model.charts(), this::savePng, this::saveCsv));
    epochsTab.setContent(epochs);
    classesTab.setContent(classes);
    thresholdTab.setContent(threshold);
    configTab.setContent(config);
    logTab.setContent(log);
    list.setItems(model.runs());
    list.setCellFactory(view -> new RunCell(model));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (all, old, item) -> {
              if (item != null) {
                model.selectedProperty().set(item);
              }
            });
    model.selectedProperty().addListener((all, old, item) -> showSelection());
    showSelection();
    new QueueBox(queueBox, model);
    model.watchedProperty().addListener((all, old, runs) -> show(runs));
    model.namesProperty().addListener(e -> show(model.watchedProperty().get()));
    model
        .runs()
        .addListener(
            (ListChangeListener<RunItem>)
                change -> {
                  showEmptiness();
                  showSelection(); // The list forgets it when its items are exchanged.
                });
    model
        .rootProperty()
        .addListener((all, old, folder) -> folderTooltip.setText("Runs in " + folder));
    folderTooltip.setText("Runs in " + model.rootProperty().get());
    tabs.getSelectionModel().selectedItemProperty().addListener(e -> showInTab());
    new SearchTab(searches, tabs);
    show(model.watchedProperty().get());
  }

  private void showSelection() {
    RunItem item = model.selectedProperty().get();
    if (item == null) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(item);
    }
  }

  private void show(List<RunDetails> runs) {
    detail.setVisible(!runs.isEmpty());
    showEmptiness();
    if (!runs.isEmpty()) {
      runHead.show(runs.get(0), model.namesProperty().get());
      showInTab();
    }
  }

  /** Only what is in sight is filled. */
  private void showInTab() {
    if (model.watchedProperty().get().isEmpty()) {
      return;
    }
    RunDetails run = model.watchedProperty().get().get(0);
    Tab tab = tabs.getSelectionModel().getSelectedItem();
    if (tab == epochsTab) {
      epochs.show(run);
    } else if (tab == classesTab) {
      classes.show(run);
    } else if (tab == thresholdTab) {
      threshold.show(run);
    } else if (tab == configTab) {
      config.show(run);
    }
  }

  private void showEmptiness() {
    boolean none = model.runs().isEmpty() && model.watchedProperty().get().isEmpty();
    empty.setVisible(none);
    if (none && empty.getChildren().isEmpty()) {
      HBox buttons =
          new Row(
              10,
              Buttons.of("Set up an experiment", this::newExperiment, "accent"),
              Buttons.of("Open another folder", this::chooseFolder));
      buttons.setAlignment(javafx.geometry.Pos.CENTER);
      empty
          .getChildren()
          .setAll(
              new EmptyState(
                      "mdi2c-chart-timeline-variant",
                      "No runs yet",
                      "A run is one training of one configuration. Set one up, press Start, and its"
                          + " losses and scores appear here while it trains.",
                      buttons)
                  .guidedBy(workbench, GuidePage.START, GuidePage.CHARTS));
    }
  }

  @FXML
  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Folder of runs");
    File folder = Choosers.choose(chooser, root.getScene().getWindow());
    if (folder != null) {
      model.rootProperty().set(folder.toPath());
    }
  }

  @FXML
  private void newExperiment() {
    workbench.navigator().go(ViewId.EXPERIMENT);
  }

  private void extend() {
    if (model.watchedProperty().get().isEmpty()) {
      return;
    }
    int planned = model.watchedProperty().get().get(0).state().epochsPlanned();
    int done = (int) model.watchedProperty().get().get(0).state().epochsDone();
    workbench
        .questions()
        .askNumber(
            "Continue training",
            "Continues with the weights, optimizer state and schedule that the run ended with. Its"
                + " configuration stays the same.",
            new WholeNumber(
                "Total epochs", "epochs", Math.max(planned, done) + 5, done + 1, MOST_EPOCHS),
            new Answer("Continue training", false, model.actions()::extend));
  }

  private void savePng(String title, WritableImage picture) {
    save(title, "png", file -> Pictures.writePng(picture, file));
  }

  private void saveCsv(String title, String table) {
    save(title, "csv", file -> AtomicFile.writeString(file, table));
  }

  private interface Writing {
    void to(Path file) throws IOException;
  }

  private void save(String title, String ending, Writing writing) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save " + title);
    chooser.setInitialFileName(
        title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + "." + ending);
    File file = Choosers.save(chooser, root.getScene().getWindow());
    if (file != null) {
      workbench
          .background()
          .quietly(
              "Saving " + file.getName(),
              p -> {
                writing.to(file.toPath());
                return file;
              })
          .onDone(saved -> workbench.problems().note("Saved " + saved));
    }
  }

  private void pauseOrResume() {
    if (!model.watchedProperty().get().isEmpty()) {
      commands.pauseOrResume();
    }
  }

  private void layOver() {
    if (model.selectedProperty().get() != null) {
      model.toggleShown(model.selectedProperty().get());
    }
  }

  private void findInLog() {
    tabs.getSelectionModel().select(logTab);
    log.find();
  }

  @Override
  public List<Shortcut> shortcuts() {
    List<Shortcut> keys =
        new ArrayList<>(
            List.of(
                new Shortcut("Shortcut+N", "Set up a run", this::newExperiment),
                new Shortcut("Shortcut+P", "Pause or resume the selected run", this::pauseOrResume),
                new Shortcut("Shortcut+R", "Duplicate and edit", model::startAgain),
                new Shortcut(
                    "Shortcut+L", "Lay the selected run's lines over the others", this::layOver),
                new Shortcut("Shortcut+F", "Find in the log", this::findInLog)));
    if (!(root.getScene().getFocusOwner() instanceof TextInputControl)) { // there it undoes typing
      keys.add(
          new Shortcut(
              "Shortcut+Z", "Bring back the run deleted last", model.actions()::undoDelete));
    }
    return keys;
  }
}
