package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.queue.RunTrash;
import org.tagwright.run.RunFolder;
import org.tagwright.ui.common.TrainAgainStart;
import org.tagwright.ui.common.Workbench;

/**
 * What the person asks of the selected run and of the queue. Each is done on a background thread,
 * and then looked at once more.
 */
public final class RunActions {
  private final RunService runs;
  private final RunQueues queues;
  private final RunTrash trash;
  private final Workbench workbench;
  private final RunsModel model;

  RunActions(RunService runs, RunQueues queues, Workbench workbench, RunsModel model) {
    this.runs = runs;
    this.queues = queues;
    this.trash = new RunTrash(runs);
    this.workbench = workbench;
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

  /** Sets up a training on today's labels that begins with the selected run's best weights. */
  public void trainAgain() {
    RunItem item = model.selectedProperty().get();
    if (item != null) {
      new TrainAgainStart(workbench).from(item.summary().folder().path());
    }
  }

  /** Moves the selected run into the trash. */
  public void delete() {
    steer(
        "Deleting the run",
        run -> {
          trash.put(run);
          workbench.problems().note("Deleted " + run.name() + ". Ctrl+Z brings it back.");
        });
  }

  /** Brings back the run that was deleted last. */
  public void undoDelete() {
    workbench
        .background()
        .quietly("Bringing back the run", p -> trash.restore())
        .onDone(restored -> restored.ifPresent(run -> model.select(run.path())));
  }

  /** Deletes for good what earlier windows deleted in the folder shown. */
  void emptyTrash() {
    Path folder = model.rootProperty().get();
    inBackground("Emptying the trash of " + folder, () -> trash.empty(folder));
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
    workbench
        .background()
        .quietly(
            doing,
            p -> {
              work.run();
              model.look();
              return null;
            });
  }
}
