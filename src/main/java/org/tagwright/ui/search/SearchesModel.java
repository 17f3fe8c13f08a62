package org.tagwright.ui.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.tagwright.search.SearchFolder;
import org.tagwright.search.SearchProcess;
import org.tagwright.search.Trial;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.common.Workbench;

/** The searches under the folder of runs, and which of them is shown. */
public final class SearchesModel {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Workbench workbench;
  private final ReadOnlyObjectWrapper<List<SearchDetails>> searches =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<SearchDetails> shown = new ReadOnlyObjectWrapper<>();
  private final Map<SearchFolder, SearchDetails> known = new HashMap<>();
  private volatile Path root;

  /**
   * @param runsRoot the folder of runs that is looked at
   */
  public SearchesModel(Workbench workbench, ObservableValue<Path> runsRoot) {
    this.workbench = workbench;
    this.root = runsRoot.getValue();
    runsRoot.addListener(
        (all, old, folder) -> {
          root = folder;
          take(folder, List.of());
        });
  }

  /** Looks at the folder from now on, twice a second. */
  public void start() {
    workbench.background().every(POLL, "Reading the searches", this::look);
  }

  /** Looks once, at once. For one background thread at a time. */
  synchronized void look() {
    Path now = root;
    List<SearchDetails> found = new ArrayList<>();
    for (SearchFolder folder : SearchFolder.list(now)) {
      found.add(SearchDetails.read(folder, known.get(folder)));
    }
    known.clear();
    found.forEach(search -> known.put(search.folder(), search));
    workbench.fx().execute(() -> take(now, found));
  }

  private void take(Path from, List<SearchDetails> found) {
    if (!from.equals(root) || found.equals(searches.get())) {
      return;
    }
    boolean more = found.size() > searches.get().size();
    SearchFolder kept = shown.get() == null || more ? null : shown.get().folder();
    searches.set(List.copyOf(found));
    shown.set(
        found.stream()
            .filter(search -> search.folder().equals(kept))
            .findFirst()
            .orElse(found.isEmpty() ? null : found.get(0)));
  }

  /** The newest first. */
  public ReadOnlyObjectProperty<List<SearchDetails>> searchesProperty() {
    return searches.getReadOnlyProperty();
  }

  /** The one that is shown, or {@code null} where there is none. */
  public ReadOnlyObjectProperty<SearchDetails> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  void show(SearchDetails search) {
    shown.set(search);
  }

  void stop() {
    SearchFolder folder = shown.get().folder();
    workbench
        .background()
        .quietly(
            "Stopping the search",
            p -> {
              folder.requestStop();
              return folder;
            })
        .onDone(f -> workbench.problems().note("The search begins no further trial and ends."));
  }

  void resume() {
    SearchFolder folder = shown.get().folder();
    workbench
        .background()
        .quietly(
            "Continuing the search",
            p -> {
              SearchProcess.resume(folder);
              return folder;
            });
  }

  void showRun(Trial trial) {
    if (trial.run() != null) {
      workbench.navigator().go(new ShowRun(trial.run().path()));
    }
  }
}
