package org.tagwright.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.value.ObservableValue;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.queue.ClusterStart;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.search.Budget;
import org.tagwright.search.SearchFolder;
import org.tagwright.search.SearchPlan;
import org.tagwright.search.SearchProcess;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Questions.WholeNumber;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.common.ViewRequest.ShowRuns;
import org.tagwright.ui.common.ViewRequest.ShowSearch;
import org.tagwright.ui.common.Workbench;

/** Starts and queues the runs of the form, or gives them to a cluster. FX thread. */
final class RunStart {
  private static final int USUAL_TRIALS = 20;

  private final Workbench workbench;
  private final Background background;
  private final RunService service;
  private final RunQueues queues;
  private final ObservableValue<ClusterProfile> cluster;

  /** Between a press on Start and the run: a second press is one too many. */
  private boolean starting;

  /**
   * @param cluster where runs go; with {@code null} in it to this computer
   */
  RunStart(
      Workbench workbench,
      RunService service,
      RunQueues queues,
      ObservableValue<ClusterProfile> cluster) {
    this.workbench = workbench;
    this.background = workbench.background();
    this.service = service;
    this.queues = queues;
    this.cluster = cluster;
  }

  /** Starts the run, or where a sweep makes several, queues them all; a cluster gets them all. */
  void start(List<Sweep.Variant> runs) {
    if (runs.size() > 1 || cluster.getValue() != null) {
      enqueue(runs);
    } else {
      unlessIdentical(runs, "Start again", () -> start(runs.get(0).config()));
    }
  }

  /** A cluster has a queue of its own. */
  void enqueue(List<Sweep.Variant> runs) {
    ClusterProfile profile = cluster.getValue();
    if (profile == null) {
      unlessIdentical(runs, "Queue again", () -> queue(runs));
    } else {
      unlessIdentical(runs, "Submit again", () -> submit(runs, profile));
    }
  }

  /** Asks how many combinations to try, and begins a search among them. */
  void search(Draft draft) {
    int all = draft.runs().size();
    workbench
        .questions()
        .askNumber(
            "Search the %d combinations".formatted(all),
            "Trains some of them for a few epochs and the best of those further, proposing what to"
                + " try by what it has found. The Search tab under Runs shows how it goes.",
            new WholeNumber("Combinations to try", "", Math.min(all, USUAL_TRIALS), 1, all),
            new Answer("Search", false, trials -> search(draft, trials)));
  }

  private void search(Draft draft, int trials) {
    Path root = draft.first().output().runs();
    String on = cluster.getValue() == null ? null : cluster.getValue().name();
    background
        .show(
            "Starting the search",
            p -> {
              Budget budget = new Budget(trials, null, null);
              SearchPlan plan = SearchPlan.ofChoices(draft.first(), draft.axes(), budget);
              SearchProcess.start(SearchFolder.create(plan, root), on);
              return root;
            })
        .onDone(folder -> workbench.navigator().go(new ShowSearch(folder)));
  }

  /** Goes on at once, or where a run repeats another one, if the person wants that. */
  private void unlessIdentical(List<Sweep.Variant> runs, String again, Runnable start) {
    if (runs.isEmpty() || starting) {
      return;
    }
    starting = true;
    background
        .quietly("Looking for identical runs", p -> IdenticalRun.find(runs))
        .onEnd(() -> starting = false)
        .onDone(
            found ->
                found.ifPresentOrElse(identical -> identical.ask(workbench, again, start), start));
  }

  private void start(ExperimentConfig config) {
    starting = true;
    background
        .show("Starting the run", p -> service.start(config).path())
        .onEnd(() -> starting = false)
        .onDone(folder -> workbench.navigator().go(new ShowRun(folder)));
  }

  private void submit(List<Sweep.Variant> runs, ClusterProfile profile) {
    starting = true;
    ClusterStart submission = new ClusterStart(service.cluster());
    background
        .show(
            "Submitting to " + profile.name(), p -> submission.startAll(profile, runs, runs.size()))
        .onEnd(() -> starting = false)
        .onDone(
            submitted -> {
              String count = Units.count(runs.size(), "run");
              workbench.problems().note(count + " submitted to " + profile.name());
              workbench.navigator().go(new ShowRun(submitted.get(0).path()));
            });
  }

  private void queue(List<Sweep.Variant> runs) {
    starting = true;
    Path root = runs.get(0).config().output().runs();
    background
        .show(
            "Queueing",
            p -> {
              queues.of(root).addAll(runs);
              return Units.count(runs.size(), "run is queued", "runs are queued");
            })
        .onEnd(() -> starting = false)
        .onDone(
            queued -> {
              workbench.problems().note(queued);
              workbench.navigator().go(new ShowRuns(root));
            });
  }
}
