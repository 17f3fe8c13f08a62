package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.tagwright.ui.common.ViewRequest.PredictWith;
import org.tagwright.ui.common.ViewRequest.SetUp;
import org.tagwright.ui.common.ViewRequest.ShowCheckpoint;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.common.ViewRequest.ShowRuns;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.runs.RunMonitor.Scope;

/** The runs under a folder, the selected one and those laid over it, and what can be done. */
public final class RunsModel {
  private static final Duration POLL = Duration.ofMillis(250);

  private final Background background;
  private final Navigator navigator;
  private final Executor fx;
  private final RunMonitor monitor;
  private static final String ROOT = "runs.root";

  private final ObjectProperty<Path> root = new SimpleObjectProperty<>();
  private final ObservableList<RunItem> runs = FXCollections.observableArrayList();
  private final ObservableList<QueueEntry> queue = FXCollections.observableArrayList();
  private final ObjectProperty<RunItem> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<List<RunDetails>> watched =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<RunSummary> ended = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<RunNames> names =
      new ReadOnlyObjectWrapper<>(new RunNames(List.of()));
  private List<ExperimentConfig> named = List.of();
  private final ObservableList<String> log = FXCollections.observableArrayList();
  private final Map<Path, RunItem> byPath = new HashMap<>();
  private final RunActions actions;
  private final DrawnRuns drawn = new DrawnRuns(runs);
  private final ChartsModel charts;
  private volatile Scope scope;
  private Path toSelect;
  private boolean loaded;

  public RunsModel(RunService service, RunQueues queues, Workbench workbench, Path runsRoot) {
    this.background = workbench.background();
    this.navigator = workbench.navigator();
    this.fx = workbench.fx();
    this.monitor = new RunMonitor(queues);
    Settings settings = workbench.settings();
    this.charts = new ChartsModel(settings);
    this.actions = new RunActions(service, queues, workbench, this);
    // The folder of the last time: its runs may still be going on.
    root.set(Path.of(settings.text(ROOT, runsRoot.toString())));
    scope = new Scope(root.get(), List.of());
    root.addListener(
        (all, old, folder) -> {
          settings.put(ROOT, folder.toString());
          changeRoot();
        });
    selected.addListener((all, old, item) -> selectionChanged(old, item));
    navigator.handle(ShowRun.class, request -> select(request.runFolder()));
    navigator.handle(
        ShowRuns.class, request -> root.set(request.runsRoot().toAbsolutePath().normalize()));
  }

  /** Looks at the folders from now on, four times a second. */
  public void start() {
    background.every(POLL, "Reading the runs", this::look);
    actions.emptyTrash();
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
    takeRuns(snapshot.runs());
    if (!queue.equals(snapshot.queue())) {
      queue.setAll(snapshot.queue());
    }
    if (toSelect != null && byPath.containsKey(toSelect)) {
      selected.set(byPath.get(toSelect));
      toSelect = null;
    } else if (selected.get() == null && !runs.isEmpty()) {
      selected.set(runs.get(0));
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

  private void takeRuns(List<RunSummary> summaries) {
    List<RunItem> now = new ArrayList<>();
    for (RunSummary summary : summaries) {
      Path path = summary.folder().path();
      RunItem item = byPath.computeIfAbsent(path, p -> new RunItem(summary));
      boolean went = item.summary().status() == RunStatus.RUNNING;
      item.update(summary);
      if (went && summary.status().resumable() && summary.status() != RunStatus.PAUSED) {
        ended.set(summary);
      }
      now.add(item);
    }
    byPath.values().retainAll(now);
    if (!now.equals(runs)) {
      RunItem kept = selected.get();
      runs.setAll(now);
      selected.set(now.contains(kept) ? kept : null);
    }
  }

  private void changeRoot() {
    selected.set(null);
    runs.clear();
    byPath.clear();
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
    if (byPath.containsKey(toSelect)) {
      selected.set(byPath.get(toSelect));
      toSelect = null;
    }
  }

  public ObjectProperty<Path> rootProperty() {
    return root;
  }

  public ObservableList<RunItem> runs() {
    return runs;
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
    RunItem item = byPath.get(run.path());
    return item == null ? RunStatus.RUNNING : item.summary().status();
  }

  /** Runs that a process works on now. */
  public List<RunSummary> alive() {
    return runs.stream()
        .map(RunItem::summary)
        .filter(run -> run.status() == RunStatus.RUNNING)
        .toList();
  }

  /** What can be asked of the selected run and of the queue. */
  public RunActions actions() {
    return actions;
  }

  /** Puts the selected run's configuration into the form. */
  public void startAgain() {
    RunItem item = selected.get();
    if (item != null && item.summary().config() != null) {
      navigator.go(new SetUp(item.summary().config(), "from run " + item.summary().name()));
    }
  }

  /** Shows the selected run's checkpoint among the results. */
  public void showCheckpoint() {
    checkpoint().ifPresent(file -> navigator.go(new ShowCheckpoint(file)));
  }

  /** Predicts with the selected run's checkpoint. */
  public void seePredictions() {
    checkpoint().ifPresent(file -> navigator.go(new PredictWith(file)));
  }

  private Optional<Path> checkpoint() {
    return watched.get().stream()
        .findFirst()
        .map(run -> run.state().checkpoint())
        .map(saved -> Path.of(saved.path()));
  }

  /** The run whose end was seen last, or {@code null}; one that had ended before is none. */
  public ReadOnlyObjectProperty<RunSummary> endedProperty() {
    return ended.getReadOnlyProperty();
  }
}
