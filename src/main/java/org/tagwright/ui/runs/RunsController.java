package org.tagwright.ui.runs;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.tagwright.checkpoint.Notes;
import org.tagwright.ui.cluster.ClustersModel;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Questions.WholeNumber;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.ViewRequest.ShowSearch;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.image.PlotSaving;
import org.tagwright.ui.notes.NotesModel;
import org.tagwright.ui.search.SearchTab;
import org.tagwright.ui.search.SearchesModel;

/** Wires the list of runs and the selected run's tabs. */
public final class RunsController implements View {
  private static final int MOST_EPOCHS = 100_000;

  private final RunsModel model;
  private final SearchesModel searches;
  private final JobWatch jobs;
  private final ClustersModel clusters;
  private final NotesModel notes;
  private final Workbench workbench;

  @FXML private HBox root;
  @FXML private Tooltip folderTooltip;
  @FXML private ListView<RunItem> list;
  @FXML private Hyperlink archivedLink;
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
  private RunListPane runList;
  private RunHead runHead;
  private ObservableValue<Notes> noted;
  private EmptyState noRuns;
  private EmptyState allArchived;
  private RunCommands commands;

  public RunsController(
      RunsModel model,
      SearchesModel searches,
      JobWatch jobs,
      ClustersModel clusters,
      NotesModel notes,
      Workbench workbench) {
    this.model = model;
    this.searches = searches;
    this.jobs = jobs;
    this.clusters = clusters;
    this.notes = notes;
    this.workbench = workbench;
  }

  @FXML
  private void initialize() {
    runList = new RunListPane(list, archivedLink, model, notes);
    config = new ConfigPane(model);
    log = new LogPane(model);
    commands =
        new RunCommands(
            model,
            runList.notesMenu(),
            clusters.chosenProperty(),
            this::extend,
            run -> workbench.open().accept(run.folder().path()));
    runHead = new RunHead(head, commands, jobs);
    PlotSaving saving = new PlotSaving(root, workbench);
    chartsTab.setContent(new ChartsPane(model.charts(), saving::png, saving::csv));
    epochsTab.setContent(epochs);
    classesTab.setContent(classes);
    thresholdTab.setContent(threshold);
    configTab.setContent(config);
    logTab.setContent(log);
    noted = model.selectedProperty().flatMap(RunItem::notesProperty);
    noted.addListener((all, old, now) -> show(model.watchedProperty().get()));
    noRuns = noRuns();
    allArchived =
        EmptyState.allArchived("runs", () -> model.listing().showArchivedProperty().set(true));
    new QueueBox(queueBox, model);
    model.watchedProperty().addListener((all, old, runs) -> show(runs));
    model.namesProperty().addListener(e -> show(model.watchedProperty().get()));
    model.runs().addListener((ListChangeListener<RunItem>) change -> showEmptiness());
    model.listing().archivedProperty().addListener(e -> showEmptiness());
    model
        .rootProperty()
        .addListener((all, old, folder) -> folderTooltip.setText("Runs in " + folder));
    folderTooltip.setText("Runs in " + model.rootProperty().get());
    tabs.getSelectionModel().selectedItemProperty().addListener(e -> showInTab());
    SearchTab searchTab = new SearchTab(searches, tabs);
    searches.shownProperty().addListener(e -> show(model.watchedProperty().get()));
    workbench
        .navigator()
        .handle(
            ShowSearch.class,
            request -> {
              model.rootProperty().set(request.runsRoot().toAbsolutePath().normalize());
              searchTab.open();
            });
    show(model.watchedProperty().get());
  }

  private void show(List<RunDetails> runs) {
    // A search is told of before its first run begins.
    detail.setVisible(!runs.isEmpty() || searches.shownProperty().get() != null);
    Shown.set(head, !runs.isEmpty());
    List.of(chartsTab, epochsTab, classesTab, thresholdTab, configTab, logTab)
        .forEach(tab -> tab.setDisable(runs.isEmpty()));
    showEmptiness();
    if (!runs.isEmpty()) {
      runHead.show(
          runs.get(0),
          model.namesProperty().get(),
          noted.getValue() == null ? Notes.NONE : noted.getValue());
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
    boolean none = model.runs().isEmpty() && !detail.isVisible();
    empty.setVisible(none);
    if (none) {
      empty
          .getChildren()
          .setAll(model.listing().archivedProperty().get() > 0 ? allArchived : noRuns);
    }
  }

  private EmptyState noRuns() {
    HBox buttons =
        new Row(
            10,
            Buttons.of("Set up an experiment", this::newExperiment, "accent"),
            Buttons.of("Open another folder", this::chooseFolder));
    buttons.setAlignment(Pos.CENTER);
    return new EmptyState(
            "mdi2c-chart-timeline-variant",
            "No runs yet",
            "A run is one training of one configuration. Set one up, press Start, and its losses"
                + " and scores appear here while it trains.",
            buttons)
        .guidedBy(workbench, GuidePage.START, GuidePage.CHARTS);
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
  public void shown() {
    model.begin();
  }

  @Override
  public List<Shortcut> shortcuts() {
    List<Shortcut> keys =
        new ArrayList<>(
            List.of(
                new Shortcut("Shortcut+N", "Set up a run", this::newExperiment),
                new Shortcut("Shortcut+P", "Pause or resume the selected run", this::pauseOrResume),
                new Shortcut("Shortcut+R", "Duplicate and edit", model.actions()::startAgain),
                new Shortcut(
                    "Shortcut+L", "Lay the selected run's lines over the others", this::layOver),
                new Shortcut("Shortcut+E", "Tags and note", runList::openNotes),
                new Shortcut("Shortcut+F", "Find in the log", this::findInLog)));
    if (!(root.getScene().getFocusOwner() instanceof TextInputControl)) { // there it undoes typing
      keys.add(
          new Shortcut(
              "Shortcut+Z", "Bring back the run deleted last", model.actions()::undoDelete));
    }
    return keys;
  }
}
