package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.queue.RunTrash;
import org.tagwright.run.RunFolder;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.TrainAgainStart;
import org.tagwright.ui.common.ViewRequest.PredictWith;
import org.tagwright.ui.common.ViewRequest.SetUp;
import org.tagwright.ui.common.ViewRequest.ShowCheckpoint;
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

  /** Lets the selected run go on in a job of a cluster. */
  void resumeOn(ClusterProfile profile) {
    steer("Submitting to " + profile.name(), run -> runs.resumeOn(profile, run));
  }

  /** Lets the selected run, which a cluster had, go on on this computer. */
  public void resumeHere() {
    steer("Resuming the run", runs::resumeHere);
  }

  /** Asks before the selected run is ended otherwise than by its own last step. */
  void askToKill() {
    if (model.watchedProperty().get().get(0).awaitsJob()) {
      workbench
          .questions()
          .ask(
              "Cancel the job?",
              "Slurm gives the run a moment to save its state, and ends it then. It can be resumed"
                  + " on the cluster or on this computer.",
              new Answer("Cancel the job", true, this::kill));
    } else {
      workbench
          .questions()
          .ask(
              "End the run's process by force?",
              "What it did since its last finished epoch is lost. Stop is the gentle way; this is"
                  + " for a process that does not answer.",
              new Answer("End it", true, this::kill));
    }
  }

  /** Ends the process of the selected run by force, or cancels its job. */
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

  /** Puts the selected run's configuration into the form. */
  public void startAgain() {
    RunItem item = model.selectedProperty().get();
    if (item != null && item.summary().config() != null) {
      workbench
          .navigator()
          .go(new SetUp(item.summary().config(), "from run " + item.summary().name()));
    }
  }

  /** Shows the selected run's checkpoint among the results. */
  public void showCheckpoint() {
    checkpoint().ifPresent(file -> workbench.navigator().go(new ShowCheckpoint(file)));
  }

  /** Predicts with the selected run's checkpoint. */
  public void seePredictions() {
    checkpoint().ifPresent(file -> workbench.navigator().go(new PredictWith(file)));
  }

  private Optional<Path> checkpoint() {
    return model.watchedProperty().get().stream()
        .findFirst()
        .map(run -> run.state().checkpoint())
        .map(saved -> Path.of(saved.path()));
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
