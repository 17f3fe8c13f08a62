package org.tagwright.suspects;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.cluster.JobWords;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Sweep;
import org.tagwright.queue.ClusterStart;
import org.tagwright.queue.RunQueue;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunSummary;
import org.tagwright.run.job.RunJob;
import org.tagwright.suspects.FoldRuns.Standing;
import org.tagwright.suspects.FoldRuns.State;

/**
 * The trainings of folds as jobs of a cluster. They go on without who waits for them, and who asks
 * for them again finds them.
 *
 * @param queue of this computer, where a fold may wait, too
 */
public record FoldJobs(FoldRuns folds, RunQueue queue, ClusterRuns cluster) {
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /**
   * Submits what is neither trained nor being trained: what can go on each as a job, what is
   * missing as one array.
   *
   * @return how many folds
   * @throws TagwrightException where Slurm refuses, or a fold waits in the queue of this computer
   */
  public int submit(ClusterProfile profile) {
    List<Standing> now = folds.look(queue);
    for (Standing standing : now) {
      if (standing.state() == State.QUEUED && job(standing) == null) {
        throw TagwrightException.input(
            "Fold %d waits in the queue of this computer. Remove it there, or leave out --on."
                .formatted(standing.fold()));
      }
    }
    int submitted = 0;
    for (Standing standing : now) {
      RunSummary run = standing.run();
      if (standing.state() == State.UNFINISHED && run != null) {
        cluster.submit(run.folder(), profile, List.of());
        submitted++;
      }
    }
    List<Sweep.Variant> missing = folds.missing(now);
    if (!missing.isEmpty()) {
      new ClusterStart(cluster).startAll(profile, missing, missing.size());
    }
    return submitted + missing.size();
  }

  /**
   * Waits until nothing trains any more, also while Slurm does not answer.
   *
   * @param told each time a fold stands otherwise, in words
   * @return whether all folds are trained; not where it gave up
   */
  public boolean await(Consumer<String> told, BooleanSupplier giveUp) throws InterruptedException {
    Map<Integer, String> before = new HashMap<>();
    String trouble = "";
    List<Standing> now = folds.look(queue);
    while (true) {
      String problem = ask(now);
      if (!problem.isEmpty() && !problem.equals(trouble)) {
        told.accept(problem + " It is asked again; the jobs go on.");
      }
      trouble = problem;
      now = folds.look(queue);
      for (Standing standing : now) {
        String words = "Fold %d: %s".formatted(standing.fold(), words(standing));
        if (!words.equals(before.put(standing.fold(), words))) {
          told.accept(words);
        }
      }
      if (now.stream().noneMatch(FoldJobs::goesOn)) {
        return now.stream().allMatch(standing -> standing.state() == State.TRAINED);
      }
      for (long i = BETWEEN_QUESTIONS.dividedBy(BETWEEN_LOOKS); i > 0; i--) {
        if (giveUp.getAsBoolean()) {
          return false;
        }
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      }
    }
  }

  /** Empty, or why the scheduler does not answer. */
  private String ask(List<Standing> now) {
    List<RunFolder> inJobs =
        now.stream()
            .map(Standing::run)
            .filter(Objects::nonNull)
            .filter(RunSummary::isInJob)
            .map(RunSummary::folder)
            .toList();
    try {
      cluster.refresh(inJobs);
      return "";
    } catch (TagwrightException e) {
      return e.getMessage();
    }
  }

  private static boolean goesOn(Standing standing) {
    return standing.state() == State.QUEUED || standing.state() == State.RUNNING;
  }

  /** The job that has the fold's run, as far as is known. */
  private static @Nullable RunJob job(Standing standing) {
    RunSummary run = standing.run();
    return run != null && run.isInJob() ? run.job() : null;
  }

  private static String words(Standing standing) {
    RunSummary run = standing.run();
    RunJob job = job(standing);
    return switch (standing.state()) {
      case TRAINED -> "trained";
      case RUNNING, QUEUED ->
          job == null
              ? "training on this computer"
              : (standing.state() == State.RUNNING ? "training on " : "submitted to ")
                  + JobWords.place(job);
      case MISSING -> "not trained";
      case UNFINISHED, FAILED -> run == null ? "not trained" : why(run);
    };
  }

  private static String why(RunSummary run) {
    RunJob ended = run.job();
    String why =
        run.problem() != null
            ? run.problem()
            : ended == null
                ? "It has not finished."
                : JobWords.lastWords(ended, run.folder().log());
    return why + " See " + run.folder().path();
  }
}
