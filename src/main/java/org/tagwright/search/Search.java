package org.tagwright.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.run.RunWatch;

/**
 * Searches: begins runs, lets them pause at their rungs, and lets the best go on. All it knows is
 * in the journal and in the folders of its runs, so that another process can go on with it. Where
 * they train is the {@link TrainingPlace}'s affair.
 */
public final class Search implements AutoCloseable {
  /** How the words begin for a search that ended because it was asked to. */
  static final String STOPPED = "stopped";

  private final SearchFolder folder;
  private final SearchPlan plan;
  private final Budget budget;
  private final TrainingPlace place;
  private final SearchListener listener;
  private final RunLock lock;
  private final Journal journal;
  private final Path runsRoot;
  private final TrialWatch watch;
  private final CountDownLatch stop = new CountDownLatch(1);

  /** Whether the scheduler did not answer when a run was sent last. */
  private boolean unsent;

  private Search(
      SearchFolder folder,
      Budget more,
      TrainingPlace place,
      SearchListener listener,
      RunLock lock) {
    this.folder = folder;
    this.place = place;
    this.listener = listener;
    this.lock = lock;
    this.runsRoot = folder.runsRoot();
    this.plan = folder.readPlan();
    this.journal = Journal.open(folder.journal(), runsRoot);
    this.watch = new TrialWatch(place, plan.metric());
    Budget before = journal.state().budget();
    this.budget = (before == null ? plan.budget() : before).or(more);
  }

  /** The plan in a file; see {@code docs/search.md}. */
  public static SearchPlan readPlan(Path file, Budget more) {
    return SearchJson.read(file, more);
  }

  /**
   * Begins a search, or goes on with one.
   *
   * @param more put in place of its budget
   * @throws TagwrightException where another process works on it
   */
  public static Search open(
      SearchFolder folder, Budget more, TrainingPlace place, SearchListener listener) {
    RunLock lock =
        RunLock.tryAcquire(folder.lock())
            .orElseThrow(
                () ->
                    TagwrightException.failure(
                        "Another process works on the search " + folder.path() + " already."));
    try {
      return new Search(folder, more, place, listener, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public SearchState state() {
    return journal.state();
  }

  public SearchPlan plan() {
    return plan;
  }

  public Budget budget() {
    return budget;
  }

  /** Lets {@link #work} pause the runs, where they do not outlive it, and return. */
  public void stop() {
    stop.countDown();
  }

  /**
   * Searches until nothing is left to do, or until it is asked to stop.
   *
   * @return why it ended, in words for the person
   */
  public String work() throws InterruptedException {
    folder.clearStop();
    append(JournalLine.of(JournalLine.Type.BEGUN).budget(budget));
    while (true) {
      if (stopping()) {
        return end(stopRuns());
      }
      List<Trial> running = running();
      refresh(running);
      running.forEach(this::follow);
      if (running().size() < plan.atOnce()) {
        Decision next = Decision.next(plan, budget, state());
        if (next instanceof Decision.End end) {
          return end(end.reason());
        }
        if (!(next instanceof Decision.Wait)) {
          carryOut(next);
          continue;
        }
      }
      stop.await(place.pace().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void append(JournalLine line) {
    journal.append(line);
    listener.written();
  }

  private boolean stopping() {
    return stop.getCount() == 0 || folder.stopRequested();
  }

  private String end(String reason) {
    folder.clearStop();
    append(JournalLine.of(JournalLine.Type.ENDED).problem(reason));
    return reason;
  }

  private List<Trial> running() {
    return state().trials().stream().filter(t -> t.state() == Trial.State.RUNNING).toList();
  }

  private Trial trial(int number) {
    return state().trials().get(number - 1);
  }

  private void carryOut(Decision next) {
    if (next instanceof Decision.Begin begin) {
      append(
          JournalLine.of(JournalLine.Type.PROPOSED).trial(begin.number()).values(begin.values()));
      begin(trial(begin.number()));
    } else if (next instanceof Decision.GoOn on) {
      send(on.trial(), on.epoch());
    }
  }

  private void begin(Trial trial) {
    try {
      ExperimentConfig config = plan.config(trial.values());
      RunFolder run = place.prepare(config);
      // Noted before it starts: a search that dies here goes on with this folder.
      append(
          JournalLine.of(JournalLine.Type.CREATED)
              .trial(trial.number())
              .run(runsRoot.relativize(run.path()).toString()));
      listener.started(trial(trial.number()), config);
      send(trial(trial.number()), plan.halving().rungs().get(0));
    } catch (TagwrightException e) {
      fail(trial, 0, e.getMessage());
    }
  }

  private void send(Trial trial, int epoch) {
    append(JournalLine.of(JournalLine.Type.SENT).trial(trial.number()).epoch(epoch));
    launch(trial(trial.number()));
  }

  private void launch(Trial trial) {
    RunFolder run = trial.run();
    if (run == null) {
      return;
    }
    try {
      place.trainUntil(run, trial.target());
      unsent = false;
    } catch (TagwrightException e) {
      unsent = place.isAway();
      if (unsent) {
        // The trial stays one that is to start, and is sent again.
        listener.reachable(e.getMessage());
      } else if (place.cluster() != null) {
        // A scheduler that refuses says nothing of the values: another search sends it again.
        throw e;
      } else {
        fail(trial, trial.epochs(), e.getMessage());
      }
    }
  }

  private void fail(Trial trial, int epochs, String problem) {
    append(
        JournalLine.of(JournalLine.Type.FAILED)
            .trial(trial.number())
            .epoch(epochs)
            .problem(problem));
    listener.result(trial(trial.number()), state());
  }

  /** Looks at a trial that is to train, and does what is to be done about it. */
  private void follow(Trial trial) {
    TrialWatch.Finding finding = watch.look(trial);
    if (finding instanceof TrialWatch.Finding.Starts) {
      start(trial);
    } else if (finding instanceof TrialWatch.Finding.PausedByHand && !stopping()) {
      listener.waits(trial);
    } else if (finding instanceof TrialWatch.Finding.Failed failed) {
      fail(trial, failed.epoch(), failed.problem());
    } else if (finding instanceof TrialWatch.Finding.Reached reached) {
      append(
          JournalLine.of(reached.completed() ? JournalLine.Type.COMPLETED : JournalLine.Type.PAUSED)
              .trial(trial.number())
              .epoch(reached.epoch())
              .score(reached.score()));
      listener.result(trial(trial.number()), state());
    }
  }

  private void start(Trial trial) {
    if (trial.run() == null) {
      begin(trial);
    } else if (trial.target() == 0) {
      send(trial, plan.halving().rungs().get(0));
    } else {
      launch(trial);
    }
  }

  private void refresh(List<Trial> running) {
    try {
      place.refresh(running.stream().map(Trial::run).filter(Objects::nonNull).toList());
      if (!unsent) {
        listener.reachable(null);
      }
    } catch (TagwrightException e) {
      // The runs train on, and the scheduler is asked again.
      listener.reachable(e.getMessage());
    }
  }

  /** What trains saves where it is; the next process lets it go on from there. */
  private String stopRuns() throws InterruptedException {
    if (place.outlivesSearch()) {
      return STOPPED
          + "; its jobs train on to their rungs. To continue: tagwright search "
          + folder.path();
    }
    for (Trial trial : running()) {
      RunFolder run = trial.run();
      if (run != null && new RunWatch(run).isWorkedOn()) {
        run.requests().requestPause();
      }
    }
    for (Trial trial : running()) {
      RunFolder run = trial.run();
      while (run != null && new RunWatch(run).isWorkedOn()) {
        Thread.sleep(place.pace().toMillis());
      }
      // Ctrl-C reaches a run's process, too, and may end one that has yet to begin: no result.
      if (watch.look(trial) instanceof TrialWatch.Finding.Reached) {
        follow(trial);
      }
    }
    return STOPPED + "; to continue: tagwright search " + folder.path();
  }

  @Override
  public void close() {
    journal.close();
    lock.close();
  }
}
