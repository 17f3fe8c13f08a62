package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;
import org.tagwright.service.QueueEntry;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.ViewRequest.SetUp;
import org.tagwright.ui.common.ViewRequest.ShowCheckpoint;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.runs.RunMonitor.Wish;

/** The runs under a folder, the selected one and those laid over it, and what can be done. */
public final class RunsModel {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int COLORS = 8;

  private final RunDesk desk;
  private final Background background;
  private final Navigator navigator;
  private final Executor fx;
  private final RunMonitor monitor;
  private static final String ROOT = "runs.root";

  private final ObjectProperty<Path> root = new SimpleObjectProperty<>();
  private final ObservableList<RunItem> runs = FXCollections.observableArrayList();
  private final ObservableList<QueueEntry> queue = FXCollections.observableArrayList();
  private final ObjectProperty<RunItem> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<List<Watched>> watched =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObservableList<String> log = FXCollections.observableArrayList();
  private final Map<Path, RunItem> byPath = new HashMap<>();
  private final ChartsModel charts;
  private volatile Wish wish;
  private Path toSelect;
  private boolean loaded;

  public RunsModel(
      RunDesk desk,
      Background background,
      Navigator navigator,
      Settings settings,
      Executor fx,
      Path runsRoot) {
    this.desk = desk;
    this.background = background;
    this.navigator = navigator;
    this.fx = fx;
    this.monitor = new RunMonitor(desk);
    this.charts = new ChartsModel(settings);
    // The folder of the last time: its runs may still be going on.
    root.set(Path.of(settings.text(ROOT, runsRoot.toString())));
    wish = new Wish(root.get(), List.of());
    root.addListener(
        (all, old, folder) -> {
          settings.put(ROOT, folder.toString());
          changeRoot();
        });
    selected.addListener((all, old, item) -> selectionChanged(old, item));
    navigator.handle(ShowRun.class, request -> select(request.runFolder()));
  }

  /** Looks at the folders from now on, four times a second. */
  public void start() {
    background.every(POLL, "Reading the runs", this::look);
  }

  /** Looks once, at once. Background threads only. */
  void look() {
    monitor.look(wish).ifPresent(snapshot -> fx.execute(() -> take(snapshot)));
  }

  private void take(RunsSnapshot snapshot) {
    if (!snapshot.root().equals(root.get())) {
      return; // Read before the person turned elsewhere.
    }
    loaded = true;
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
    if (shown.equals(wish.shown())) {
      if (snapshot.log() != null) {
        log.setAll(snapshot.log());
      }
      if (!snapshot.watched().equals(watched.get())) {
        watched.set(snapshot.watched());
        charts.show(lines());
      }
    }
  }

  private void takeRuns(List<RunSummary> summaries) {
    List<RunItem> now = new ArrayList<>();
    for (RunSummary summary : summaries) {
      Path path = summary.folder().path();
      RunItem item = byPath.computeIfAbsent(path, p -> new RunItem(summary));
      item.update(summary);
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
    rewish();
  }

  private void selectionChanged(RunItem old, RunItem item) {
    // The run that was looked at goes; those that the person laid over it stay.
    if (old != null && old.shown() && !old.equals(item) && !pinned(old)) {
      old.colorProperty().set(RunItem.NOT_SHOWN);
    }
    if (item != null && !item.shown()) {
      item.colorProperty().set(freeColor());
    }
    log.clear();
    rewish();
  }

  private final List<RunItem> pinned = new ArrayList<>();

  private boolean pinned(RunItem item) {
    return pinned.contains(item);
  }

  /** Lays a run's lines over those of the selected one, or takes them away again. */
  public void toggleShown(RunItem item) {
    if (pinned.remove(item)) {
      if (item != selected.get()) {
        item.colorProperty().set(RunItem.NOT_SHOWN);
      }
    } else {
      pinned.add(item);
      if (!item.shown()) {
        item.colorProperty().set(freeColor());
      }
    }
    rewish();
  }

  private int freeColor() {
    return IntStream.range(0, COLORS)
        .filter(color -> runs.stream().noneMatch(run -> run.colorProperty().get() == color))
        .findFirst()
        .orElse(0);
  }

  private void rewish() {
    pinned.retainAll(runs);
    List<Path> shown = new ArrayList<>();
    if (selected.get() != null) {
      shown.add(selected.get().path());
    }
    pinned.stream().filter(run -> run != selected.get()).forEach(run -> shown.add(run.path()));
    Wish next = new Wish(root.get(), shown);
    if (next.equals(wish)) {
      return;
    }
    wish = next;
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

  private List<RunCharts.Line> lines() {
    List<RunCharts.Line> lines = new ArrayList<>();
    for (Watched run : watched.get()) {
      RunItem item = byPath.get(run.folder().path());
      if (item != null) {
        lines.add(new RunCharts.Line(run, Math.max(0, item.colorProperty().get())));
      }
    }
    return lines;
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

  public ObjectProperty<RunItem> selectedProperty() {
    return selected;
  }

  /** The selected run in full, first, then those laid over it. Empty before it is read. */
  public ReadOnlyObjectProperty<List<Watched>> watchedProperty() {
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

  /** Runs that a process works on now. */
  public List<RunSummary> alive() {
    return runs.stream()
        .map(RunItem::summary)
        .filter(run -> run.status() == RunStatus.RUNNING)
        .toList();
  }

  public void stop() {
    steer("Stopping the run", desk::stop);
  }

  public void pause() {
    steer("Pausing the run", desk::pause);
  }

  public void resume() {
    steer("Resuming the run", desk::resume);
  }

  public void kill() {
    steer("Ending the run's process", desk::kill);
  }

  public void extend(int epochs) {
    steer("Extending the run", run -> desk.extend(run, epochs));
  }

  public void delete() {
    steer("Deleting the run", desk::delete);
  }

  private void steer(String doing, Consumer<RunFolder> command) {
    RunItem item = selected.get();
    if (item != null) {
      RunFolder folder = item.summary().folder();
      inBackground(doing, () -> command.accept(folder));
    }
  }

  /** Asks every run that goes on to stop; then, when all are asked, does the rest. */
  public void stopAll(Runnable then) {
    List<RunSummary> running = alive();
    background
        .quietly(
            "Stopping the runs",
            p -> {
              running.forEach(run -> desk.stop(run.folder()));
              return null;
            })
        .onDone(done -> then.run());
  }

  public void moveInQueue(QueueEntry entry, int by) {
    Path folder = root.get();
    int place = queue.indexOf(entry) + by;
    inBackground("Changing the queue", () -> desk.move(folder, entry.id(), place));
  }

  public void removeFromQueue(QueueEntry entry) {
    Path folder = root.get();
    inBackground("Changing the queue", () -> desk.remove(folder, entry.id()));
  }

  private void inBackground(String doing, Runnable work) {
    background.quietly(
        doing,
        p -> {
          work.run();
          look();
          return null;
        });
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
    if (!watched.get().isEmpty() && watched.get().get(0).state().checkpoint() != null) {
      navigator.go(new ShowCheckpoint(Path.of(watched.get().get(0).state().checkpoint().path())));
    }
  }
}
