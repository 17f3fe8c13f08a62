package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunNames;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.common.ViewRequest.ShowRuns;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.runs.RunMonitor.Scope;

/** The runs under a folder, the selected one and those laid over it, and what can be done. */
public final class RunsModel {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final String ROOT = "runs.root";
  private static final String OF_EXPERIMENT = "runs.experiment";

  private final Background background;
  private final Executor fx;
  private final RunMonitor monitor;
  private final Settings settings;
  private final Path usual;

  private final ObjectProperty<Path> root = new SimpleObjectProperty<>();
  private final RunListing listing = new RunListing();
  private final ObservableList<QueueEntry> queue = FXCollections.observableArrayList();
  private final ObjectProperty<RunItem> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<List<RunDetails>> watched =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<RunNames> names =
      new ReadOnlyObjectWrapper<>(new RunNames(List.of()));
  private List<ExperimentConfig> named = List.of();
  private final ObservableList<String> log = FXCollections.observableArrayList();
  private final RunActions actions;
  private final DrawnRuns drawn = new DrawnRuns(listing.runs());
  private final ChartsModel charts;
  private volatile Scope scope;
  private Path toSelect;
  private boolean loaded;
  private Path ofExperiment;

  public RunsModel(RunService service, RunQueues queues, Workbench workbench, Path runsRoot) {
    this.background = workbench.background();
    this.fx = workbench.fx();
    this.monitor = new RunMonitor(queues);
    settings = workbench.settings();
    this.charts = new ChartsModel(settings);
    this.actions = new RunActions(service, queues, workbench, this);
    // The folder of the last time: its runs may still be going on.
    root.set(Path.of(settings.text(ROOT, runsRoot.toString())));
    usual = runsRoot;
    listing
        .showArchivedProperty()
        .addListener(
            e -> {
              changeList(listing::list);
              selectFirst();
            });
    scope = new Scope(root.get(), List.of());
    root.addListener(
        (all, old, folder) -> {
          settings.put(ROOT, folder.toString());
          changeRoot();
        });
    selected.addListener((all, old, item) -> selectionChanged(old, item));
    Navigator navigator = workbench.navigator();
    navigator.handle(ShowRun.class, request -> select(request.runFolder()));
    navigator.handle(
        ShowRuns.class, request -> root.set(request.runsRoot().toAbsolutePath().normalize()));
  }

  /** Looks at the folders from now on, four times a second. */
  public void start() {
    background.every(POLL, "Reading the runs", this::look);
    actions.emptyTrash();
  }

  /** Tells where the experiment in the form keeps its runs. */
  public void follow(Path experimentsRuns) {
    ofExperiment = experimentsRuns.toAbsolutePath().normalize();
  }

  /**
   * Shows the runs of the experiment in the form where they are kept elsewhere than last time;
   * until then a folder that was chosen here stays.
   */
  public void begin() {
    String before = settings.text(OF_EXPERIMENT, usual.toString());
    if (ofExperiment != null && !ofExperiment.toString().equals(before)) {
      settings.put(OF_EXPERIMENT, ofExperiment.toString());
      root.set(ofExperiment);
    }
  }

  /** Looks once, at once. Background threads only. */
  void look() {
    monitor.look(scope).ifPresent(snapshot -> fx.execute(() -> take(snapshot)));
  }

  private void take(RunsSnapshot snapshot) {
    if (!snapshot.root().equals(root.get())) {
      return; // Read before the person turned elsewhere.
    }
    loaded = true;
    name(snapshot.configs());
    changeList(() -> listing.take(snapshot.runs(), snapshot.notes()));
    if (!queue.equals(snapshot.queue())) {
      queue.setAll(snapshot.queue());
    }
    if (toSelect != null && listing.get(toSelect) != null) {
      choose(listing.get(toSelect));
    } else {
      selectFirst();
    }
    List<Path> shown = snapshot.watched().stream().map(run -> run.folder().path()).toList();
    if (shown.equals(scope.shown())) {
      if (snapshot.log() != null) {
        log.setAll(snapshot.log());
      }
      if (!snapshot.watched().equals(watched.get())) {
        watched.set(snapshot.watched());
        charts.show(drawn.lines(watched.get(), names.get()));
      }
    }
  }

  private void name(List<ExperimentConfig> configs) {
    if (!configs.equals(named)) {
      named = configs;
      names.set(new RunNames(configs));
      charts.show(drawn.lines(watched.get(), names.get()));
    }
  }

  /** What is selected stays so while it is listed. */
  private void changeList(Runnable change) {
    RunItem kept = selected.get();
    change.run();
    selected.set(listing.runs().contains(kept) ? kept : null);
  }

  private void selectFirst() {
    if (selected.get() == null && !runs().isEmpty()) {
      selected.set(runs().get(0));
    }
  }

  private void choose(RunItem item) {
    toSelect = null;
    if (item.putAside()) {
      listing.showArchivedProperty().set(true);
    }
    selected.set(item);
  }

  private void changeRoot() {
    selected.set(null);
    listing.clear();
    queue.clear();
    loaded = false;
    changeScope();
    actions.emptyTrash();
  }

  private void selectionChanged(RunItem old, RunItem item) {
    drawn.select(old, item);
    log.clear();
    changeScope();
  }

  /** Lays a run's lines over those of the selected one, or takes them away again. */
  public void toggleShown(RunItem item) {
    drawn.toggle(item, selected.get());
    changeScope();
  }

  private void changeScope() {
    List<Path> shown = drawn.paths(selected.get());
    Scope next = new Scope(root.get(), shown);
    if (next.equals(scope)) {
      return;
    }
    scope = next;
    if (shown.isEmpty()) {
      watched.set(List.of());
      charts.show(List.of());
    }
    background.quietly(
        "Reading the run",
        p -> {
          look();
          return null;
        });
  }

  /** Selects a run as soon as it is seen, and looks into its folder if it lies elsewhere. */
  public void select(Path runFolder) {
    toSelect = runFolder.toAbsolutePath().normalize();
    Path parent = toSelect.getParent();
    if (parent != null && !parent.equals(root.get())) {
      root.set(parent);
    }
    if (listing.get(toSelect) != null) {
      choose(listing.get(toSelect));
    }
  }

  public ObjectProperty<Path> rootProperty() {
    return root;
  }

  public RunListing listing() {
    return listing;
  }

  /** The runs that are listed, the newest first. */
  public ObservableList<RunItem> runs() {
    return listing.runs();
  }

  public ObservableList<QueueEntry> queue() {
    return queue;
  }

  /** What the runs and the queue's entries are called: by what varies among them. */
  public ReadOnlyObjectProperty<RunNames> namesProperty() {
    return names.getReadOnlyProperty();
  }

  public ObjectProperty<RunItem> selectedProperty() {
    return selected;
  }

  /** The selected run in full, first, then those laid over it. Empty before it is read. */
  public ReadOnlyObjectProperty<List<RunDetails>> watchedProperty() {
    return watched.getReadOnlyProperty();
  }

  /** The selected run's log. */
  public ObservableList<String> log() {
    return log;
  }

  public ChartsModel charts() {
    return charts;
  }

  /** Whether the folder was read at all, so that "no runs" is true. */
  public boolean loaded() {
    return loaded;
  }

  /** A run's status as last read; one that was not read yet has just been started. */
  public RunStatus statusOf(RunFolder run) {
    RunItem item = listing.get(run.path());
    return item == null ? RunStatus.RUNNING : item.summary().status();
  }

  /** Runs that a process works on now. */
  public List<RunSummary> alive() {
    return runs().stream()
        .map(RunItem::summary)
        .filter(run -> run.status() == RunStatus.RUNNING)
        .toList();
  }

  /** What can be asked of the selected run and of the queue. */
  public RunActions actions() {
    return actions;
  }
}
