package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.Notes;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;

/** The runs of a folder, and those of them that are listed: archived ones only where asked for. */
public final class RunListing {
  private final ObservableList<RunItem> listed = FXCollections.observableArrayList();
  private final Map<Path, RunItem> byPath = new HashMap<>();
  private final BooleanProperty showArchived = new SimpleBooleanProperty();
  private final ReadOnlyIntegerWrapper archived = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<RunSummary> ended = new ReadOnlyObjectWrapper<>();
  private List<RunItem> all = List.of();

  void take(List<RunSummary> summaries, Map<Path, Notes> notes) {
    List<RunItem> now = new ArrayList<>();
    for (RunSummary summary : summaries) {
      Path path = summary.folder().path();
      RunItem item = byPath.computeIfAbsent(path, p -> new RunItem(summary));
      boolean went = item.summary().status() == RunStatus.RUNNING;
      item.update(summary, notes.getOrDefault(path, Notes.NONE));
      if (went && summary.status().resumable() && summary.status() != RunStatus.PAUSED) {
        ended.set(summary);
      }
      now.add(item);
    }
    byPath.values().retainAll(now);
    all = now;
    list();
  }

  /** Lists anew what is to be listed. */
  void list() {
    archived.set((int) all.stream().filter(RunItem::putAside).count());
    List<RunItem> wanted =
        all.stream().filter(item -> showArchived.get() || !item.putAside()).toList();
    if (!wanted.equals(listed)) {
      listed.setAll(wanted);
    }
  }

  void clear() {
    listed.clear();
    byPath.clear();
    all = List.of();
    archived.set(0);
  }

  /** The run in a folder, whether listed or not, or {@code null}. */
  @Nullable RunItem get(Path folder) {
    return byPath.get(folder);
  }

  /** The newest first. */
  public ObservableList<RunItem> runs() {
    return listed;
  }

  /** Whether archived runs are listed, too. */
  public BooleanProperty showArchivedProperty() {
    return showArchived;
  }

  /** How many runs are archived. */
  public ReadOnlyIntegerProperty archivedProperty() {
    return archived.getReadOnlyProperty();
  }

  /** The run whose end was seen last, or {@code null}; one that had ended before is none. */
  public ReadOnlyObjectProperty<RunSummary> endedProperty() {
    return ended.getReadOnlyProperty();
  }
}
