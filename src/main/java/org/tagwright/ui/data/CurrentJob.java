package org.tagwright.ui.data;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tagwright.ui.common.Job;

/** The one job of the data view: one that only looks gives way to another. */
final class CurrentJob {
  private final ReadOnlyObjectWrapper<Job<?>> job = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper making = new ReadOnlyBooleanWrapper();

  /** Ends a job that only looks; whether another can begin then. */
  boolean giveWay() {
    if (job.get() != null && !making.get()) {
      job.get().cancel();
      job.set(null);
    }
    return job.get() == null;
  }

  /** Follows a job that only looks. */
  void look(Job<?> started) {
    follow(started, false);
  }

  /** Follows a job that makes something. */
  void make(Job<?> started) {
    follow(started, true);
  }

  private void follow(Job<?> started, boolean makes) {
    job.set(started);
    making.set(makes);
    started.onEnd(
        () -> {
          if (job.get() == started) {
            done();
          }
        });
  }

  void done() {
    making.set(false);
    job.set(null);
  }

  ReadOnlyBooleanProperty makingProperty() {
    return making.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Job<?>> jobProperty() {
    return job.getReadOnlyProperty();
  }
}
