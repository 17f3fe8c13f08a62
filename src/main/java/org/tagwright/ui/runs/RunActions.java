package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;
import org.tagwright.ui.common.Background;

/**
 * What the person asks of the selected run and of the queue. Each is done on a background thread,
 * and then looked at once more.
 */
public final class RunActions {
  private final RunService runs;
  private final RunQueues queues;
  private final Background background;
  private final RunsModel model;

  RunActions(RunService runs, RunQueues queues, Background background, RunsModel model) {
    this.runs = runs;
    this.queues = queues;
    this.background = background;
    this.model = model;
  }

  public void stop() {
    steer("Stopping the run", runs::stop);
  }

  public void pause() {
    steer("Pausing the run", runs::pause);
  }

  public void resume() {
    steer("Resuming the run", runs::resume);
  }

  /** Ends the process of the selected run by force. */
  public void kill() {
    steer("Ending the run's process", runs::kill);
  }

  /** Lets the selected run go on until it has done {@code epochs} epochs in all. */
  public void extend(int epochs) {
    steer("Extending the run", run -> runs.extend(run, epochs));
  }

  public void delete() {
    steer("Deleting the run", runs::delete);
  }

  private void steer(String doing, Consumer<RunFolder> command) {
    RunItem item = model.selectedProperty().get();
    if (item != null) {
      RunFolder folder = item.summary().folder();
      inBackground(doing, () -> command.accept(folder));
    }
  }

  public void moveInQueue(QueueEntry entry, int by) {
    Path folder = model.rootProperty().get();
    int place = model.queue().indexOf(entry) + by;
    inBackground("Changing the queue", () -> queues.of(folder).move(entry.id(), place));
  }

  public void removeFromQueue(QueueEntry entry) {
    Path folder = model.rootProperty().get();
    inBackground("Changing the queue", () -> queues.of(folder).remove(entry.id()));
  }

  private void inBackground(String doing, Runnable work) {
    background.quietly(
        doing,
        p -> {
          work.run();
          model.look();
          return null;
        });
  }
}
