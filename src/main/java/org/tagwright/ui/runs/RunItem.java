package org.tagwright.ui.runs;

import java.nio.file.Path;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import org.tagwright.checkpoint.Notes;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;

/** A run in the list: the same object as long as its folder exists, so that selections last. */
public final class RunItem {
  /** {@link #colorProperty} of a run that is not drawn. */
  static final int NOT_SHOWN = -1;

  private final ReadOnlyObjectWrapper<RunSummary> summary;
  private final ReadOnlyObjectWrapper<Notes> notes = new ReadOnlyObjectWrapper<>(Notes.NONE);
  private final IntegerProperty color = new SimpleIntegerProperty(NOT_SHOWN);

  RunItem(RunSummary summary) {
    this.summary = new ReadOnlyObjectWrapper<>(summary);
  }

  public Path path() {
    return summary.get().folder().path();
  }

  public RunSummary summary() {
    return summary.get();
  }

  public ReadOnlyObjectProperty<RunSummary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** What a person has noted of it. */
  public ReadOnlyObjectProperty<Notes> notesProperty() {
    return notes.getReadOnlyProperty();
  }

  public Notes notes() {
    return notes.get();
  }

  /** Whether it is left out of the list unless that is asked for; what is running never is. */
  public boolean putAside() {
    return notes.get().archived() && summary.get().status() != RunStatus.RUNNING;
  }

  void update(RunSummary newer, Notes noted) {
    if (!newer.equals(summary.get())) {
      summary.set(newer);
    }
    if (!noted.equals(notes.get())) {
      notes.set(noted);
    }
  }

  /** Place in the palette while its lines are drawn. */
  public IntegerProperty colorProperty() {
    return color;
  }

  public boolean shown() {
    return color.get() != NOT_SHOWN;
  }
}
