package org.tagwright.ui.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.common.TagwrightException;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.CheckpointScan;
import org.tagwright.results.CheckpointTable;
import org.tagwright.ui.common.Followed;
import org.tagwright.ui.common.LatestWork;

/**
 * State and commands of the results table. Scanning, filtering and grouping run in the background.
 */
public final class ResultsModel {
  private final CheckpointSource source;
  private final Executor background;
  private final Executor window;
  private final Trash trash;

  private final ObjectProperty<Path> root = new SimpleObjectProperty<>();
  private final ObjectProperty<ResultsQuery> query =
      new SimpleObjectProperty<>(ResultsQuery.DEFAULT);
  private final ReadOnlyObjectWrapper<ResultsPage> page =
      new ReadOnlyObjectWrapper<>(ResultsPage.EMPTY);
  private final ReadOnlyBooleanWrapper scanning = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper foundNothing = new ReadOnlyBooleanWrapper();
  private final ObservableList<CheckpointScan.Unreadable> unreadable =
      FXCollections.observableArrayList();
  private final ObservableList<CheckpointRow> rows = FXCollections.observableArrayList();
  private final ObservableList<CheckpointRow> selected = FXCollections.observableArrayList();
  private final ObjectProperty<Comparison> comparison = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<CheckpointRow> found = new ReadOnlyObjectWrapper<>();
  private final LatestWork<ResultsPage> pageWork;
  private final Followed<Path> configured = new Followed<>();
  private Path wanted;
  private CheckpointTable all = CheckpointTable.of(List.of());
  private final AtomicInteger generation = new AtomicInteger();
  private boolean looking;

  /**
   * @param background where long work runs
   * @param window the window's thread; all properties change there
   */
  public ResultsModel(CheckpointSource source, Executor background, Executor window) {
    this.source = source;
    this.background = background;
    this.window = window;
    trash = new Trash(background, window, this::rescan);
    pageWork = new LatestWork<>(background, window, this::show);
    query.addListener((o, was, is) -> refresh());
    root.addListener((o, was, is) -> rescan());
  }

  /** Shows the configuration's folder where that has changed; reads what is shown again. */
  public void begin(Path trainedModels) {
    configured.look(trainedModels, root.get(), root::set);
    rescan();
  }

  /** Reads the folder, also again; a scan under way is given up. */
  public void rescan() {
    scanning.set(root.get() != null);
    scan();
  }

  /** Looks whether files have changed, unless a scan is under way. Called every few seconds. */
  public void lookAgain() {
    if (!scanning.get() && !looking) {
      scan();
    }
  }

  private void scan() {
    Path folder = root.get();
    if (folder == null) {
      return;
    }
    int mine = generation.incrementAndGet();
    looking = true;
    background.execute(
        () -> {
          try {
            // No folder yet is no mistake: nothing was trained.
            CheckpointScan.Found found =
                Files.isDirectory(folder)
                    ? source.scan(
                        folder, soFar -> hand(mine, soFar, false), () -> mine != generation.get())
                    : new CheckpointScan.Found(List.of(), List.of());
            hand(mine, found, true);
          } catch (RuntimeException e) {
            window.execute(() -> ended(mine));
            throw e;
          }
        });
  }

  /** Makes the table here, in the background. */
  private void hand(int mine, CheckpointScan.Found found, boolean complete) {
    CheckpointTable table = CheckpointTable.of(found.rows());
    window.execute(() -> take(mine, table, found.unreadable(), complete));
  }

  private void take(
      int mine, CheckpointTable table, List<CheckpointScan.Unreadable> unread, boolean complete) {
    if (mine != generation.get()) {
      return;
    }
    // While it goes on, a rescan shows no fewer rows than there were.
    if (complete || table.rows().size() > all.rows().size()) {
      if (!table.rows().equals(all.rows())) {
        all = table;
        refresh();
      }
      if (!unreadable.equals(unread)) {
        unreadable.setAll(unread);
      }
    }
    if (complete) {
      foundNothing.set(all.rows().isEmpty());
      ended(mine);
      reportWhereWantedIsMissing();
    }
  }

  private void reportWhereWantedIsMissing() {
    if (wanted == null || all.rows().stream().anyMatch(r -> r.file().equals(wanted))) {
      return;
    }
    String why =
        unreadable.stream()
            .filter(u -> u.file().equals(wanted))
            .map(CheckpointScan.Unreadable::reason)
            .findFirst()
            .orElse(
                wanted
                    + (Files.exists(wanted)
                        ? " is a copy of one of the checkpoints beside it, which are shown."
                        : " is no longer there."));
    wanted = null;
    background.execute(
        () -> {
          throw TagwrightException.input(why);
        });
  }

  private void ended(int mine) {
    if (mine == generation.get()) {
      looking = false;
      scanning.set(false);
    }
  }

  private void refresh() {
    CheckpointTable everything = all;
    ResultsQuery wanted = query.get();
    pageWork.request(() -> ResultsPage.of(everything, wanted));
  }

  private void show(ResultsPage fresh) {
    page.set(fresh);
    if (!rows.equals(fresh.table().rows())) {
      rows.setAll(fresh.table().rows());
    }
    rows.stream()
        .filter(row -> row.file().equals(wanted))
        .findFirst()
        .ifPresent(
            row -> {
              wanted = null;
              found.set(null);
              found.set(row);
            });
    if (fresh.hidden() > 0 && all.rows().stream().anyMatch(r -> r.file().equals(wanted))) {
      change(q -> q.withShowArchived(true));
    }
  }

  /** Looks for a checkpoint, also in another folder; {@link #foundProperty} tells its row. */
  public void find(Path checkpoint) {
    Path file = checkpoint.toAbsolutePath().normalize();
    wanted = file;
    change(q -> q.withFilter("").withGroupBy(List.of()));
    Path folder = root.get();
    if (folder == null || !file.startsWith(folder.toAbsolutePath().normalize())) {
      root.set(file.getParent());
    } else {
      rescan();
    }
    refresh();
  }

  /** Changes how the table is shown. */
  public void change(UnaryOperator<ResultsQuery> how) {
    query.set(how.apply(query.get()));
  }

  /** Moves the selected checkpoints into the trash. */
  public void deleteSelected() {
    if (!selected.isEmpty()) {
      trash.delete(root.get(), selected.stream().map(CheckpointRow::file).toList());
    }
  }

  public Trash trash() {
    return trash;
  }

  /**
   * Puts the selected rows side by side, where they are 2 to 6.
   *
   * @param runsRoot where their runs may lie
   */
  public void compare(Path runsRoot) {
    List<CheckpointRow> chosen = List.copyOf(selected);
    CheckpointTable from = page.get().all();
    if (chosen.size() >= 2 && chosen.size() <= Comparison.MOST) {
      background.execute(
          () -> {
            Comparison made = Comparison.of(from, chosen, runsRoot);
            window.execute(() -> comparison.set(made));
          });
    }
  }

  /** The row of the checkpoint that was looked for last. */
  public ReadOnlyObjectProperty<CheckpointRow> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** The rows side by side, or {@code null}. */
  public ObjectProperty<Comparison> comparisonProperty() {
    return comparison;
  }

  /** The folder scanned. */
  public ObjectProperty<Path> rootProperty() {
    return root;
  }

  public ObjectProperty<ResultsQuery> queryProperty() {
    return query;
  }

  public ReadOnlyObjectProperty<ResultsPage> pageProperty() {
    return page.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty scanningProperty() {
    return scanning.getReadOnlyProperty();
  }

  /** Whether the last whole scan found no checkpoint; the page may still be one before it. */
  public ReadOnlyBooleanProperty foundNothingProperty() {
    return foundNothing.getReadOnlyProperty();
  }

  public ObservableList<CheckpointScan.Unreadable> unreadable() {
    return unreadable;
  }

  /** The rows shown, in order. */
  public ObservableList<CheckpointRow> rows() {
    return rows;
  }

  /** The rows selected; the view fills it. */
  public ObservableList<CheckpointRow> selected() {
    return selected;
  }
}
