package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tagwright.metric.Metric;
import org.tagwright.run.RunEvent.CheckpointSaved;
import org.tagwright.run.RunEvent.Completed;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunEvent.Failed;
import org.tagwright.run.RunEvent.Paused;
import org.tagwright.run.RunEvent.Stopped;

class RunStateTest {
  private final SampleEvents events = new SampleEvents();

  private static List<Integer> epochs(RunState state) {
    return state.epochs().stream().map(EpochFinished::epoch).toList();
  }

  @Test
  void nothingIsKnownBeforeTheFirstEvent() {
    RunState state = RunState.empty();
    assertThat(state.epochs()).isEmpty();
    assertThat(state.progress()).isZero();
    assertThat(state.steps().size()).isZero();
    assertThat(state.status(false)).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(state.status(true)).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void epochsStepsAndBestAddUp() {
    RunState state =
        events
            .started(4)
            .steps(1, 2, 0.9, 0.8)
            .epoch(1, 0.3)
            .steps(2, 2, 0.7, 0.6)
            .epoch(2, 0.5)
            .steps(3, 2, 0.5, 0.4)
            .epoch(3, 0.5)
            .steps(4, 2, 0.3)
            .state();
    assertThat(epochs(state)).containsExactly(1, 2, 3);
    // The earliest of equals.
    assertThat(state.best().epoch()).isEqualTo(2);
    assertThat(state.bestScore()).contains(0.5);
    assertThat(SampleEvents.meanLosses(state.steps()))
        .containsExactly(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3);
    assertThat(state.steps().epochPosition(2)).isEqualTo(1.5);
    assertThat(state.epochsDone()).isEqualTo(3.5);
    assertThat(state.progress()).isEqualTo(3.5 / 4);
    assertThat(state.lastStep().loss()).isEqualTo(0.3);
    assertThat(state.device()).contains("cpu");
  }

  @Test
  void epochsWithoutValidationAreNoCandidates() {
    RunState state = events.started(3).plainEpoch(1).epoch(2, 0.0).plainEpoch(3).state();
    assertThat(state.best().epoch()).isEqualTo(2);
    assertThat(state.lastValidated()).get().extracting(EpochFinished::epoch).isEqualTo(2);
    assertThat(state.lastEpoch()).get().extracting(EpochFinished::epoch).isEqualTo(3);
    assertThat(state.epochs().get(0).validated()).isFalse();
  }

  @Test
  void resumeVoidsWhatCameAfterItsEpoch() {
    RunState state =
        events
            .started(4)
            .steps(1, 2, 0.9, 0.8)
            .epoch(1, 0.3)
            .steps(2, 2, 0.7, 0.6)
            .epoch(2, 0.5)
            .steps(3, 2, 0.5)
            .resumed(1, 0, 6)
            .state();
    assertThat(epochs(state)).containsExactly(1);
    assertThat(state.best().epoch()).isEqualTo(1);
    assertThat(SampleEvents.meanLosses(state.steps())).containsExactly(0.9, 0.8);
    assertThat(state.lastStep()).isNull();
    assertThat(state.epochsPlanned()).isEqualTo(6);
    assertThat(state.epochsDone()).isEqualTo(1);
    assertThat(state.device()).contains("gpu:0");
    RunState further = events.steps(2, 2, 0.65, 0.55).epoch(2, 0.6).state();
    assertThat(epochs(further)).containsExactly(1, 2);
    assertThat(further.best().epoch()).isEqualTo(2);
    assertThat(SampleEvents.meanLosses(further.steps())).containsExactly(0.9, 0.8, 0.65, 0.55);
  }

  @Test
  void resumeInTheMiddleOfAnEpochKeepsTheStepsBefore() {
    RunState state =
        events.started(3).epoch(1, 0.3).steps(2, 4, 0.7, 0.6, 0.5).resumed(1, 2, 3).state();
    assertThat(SampleEvents.meanLosses(state.steps())).containsExactly(0.7, 0.6);
    RunState further = events.step(2, 3, 4, 0.55).state();
    assertThat(SampleEvents.meanLosses(further.steps())).containsExactly(0.7, 0.6, 0.55);
    assertThat(further.epochsDone()).isEqualTo(1.75);
  }

  @Test
  void secondStartBeginsFromNothing() {
    RunState state = events.started(3).steps(1, 2, 0.9).epoch(1, 0.3).started(3).state();
    assertThat(state.epochs()).isEmpty();
    assertThat(state.best()).isNull();
    assertThat(state.steps().size()).isZero();
  }

  @Test
  void statusFollowsLastWordAndLock() {
    events.started(3).epoch(1, 0.3);
    assertThat(events.state().status(true)).isEqualTo(RunStatus.RUNNING);
    assertThat(events.state().status(false)).isEqualTo(RunStatus.INTERRUPTED);
    events.then(new Paused(1));
    assertThat(events.state().status(true)).isEqualTo(RunStatus.PAUSED);
    // Its process has ended to give the memory back; its place is kept.
    assertThat(events.state().status(false)).isEqualTo(RunStatus.PAUSED);
    events.step(2, 1, 5, 0.5);
    assertThat(events.state().status(true)).isEqualTo(RunStatus.RUNNING);
    assertThat(events.state().status(false)).isEqualTo(RunStatus.INTERRUPTED);
    events.then(new Stopped(1));
    assertThat(events.state().status(false)).isEqualTo(RunStatus.STOPPED);
    events.resumed(1, 0, 3);
    assertThat(events.state().status(false)).isEqualTo(RunStatus.INTERRUPTED);
    events.then(new Failed("disk full", ""));
    assertThat(events.state().status(false)).isEqualTo(RunStatus.FAILED);
    events.resumed(1, 0, 3).then(new Completed(3, 1, 0.3, "done"));
    assertThat(events.state().status(false)).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void earlyCompletionIsWholeProgress() {
    events.started(10).epoch(1, 0.3);
    events.then(new Completed(1, 1, 0.3, "early stopping"));
    assertThat(events.state().progress()).isEqualTo(1);
  }

  @Test
  void checkpointIsTheNewestBestOne() {
    events.started(3).epoch(1, 0.3).then(saved(1, true)).epoch(2, 0.2).then(saved(2, false));
    assertThat(events.state().checkpoint().epoch()).isEqualTo(1);
    assertThat(events.resumed(0, 0, 3).state().checkpoint()).isNull();
  }

  private static CheckpointSaved saved(int epoch, boolean best) {
    return new CheckpointSaved(epoch, "a.pt", Metric.WEIGHTED_F1, 0.3, best);
  }

  @Test
  void remainingTimeGoesByTheNewestStretch() {
    // One second an event: the epoch's four steps take four seconds, and 5.5 epochs are left.
    RunState state = events.started(6).steps(1, 4, 1, 1).state();
    assertThat(state.remaining(state.lastTime()))
        .contains(Duration.ofMillis((long) (5.5 * 4 * 1000)));
    assertThat(state.remaining(state.lastTime().plusSeconds(3)))
        .contains(Duration.ofMillis((long) (5.5 * 4 * 1000 - 3000)));
    // A resume in mid-epoch counts its own steps only.
    RunState resumed = events.resumed(0, 2, 6).step(1, 3, 4, 1).state();
    assertThat(resumed.remaining(resumed.lastTime()))
        .contains(Duration.ofMillis((long) (5.25 * 4 * 1000)));
    RunState between = events.epoch(1, 0.2).state();
    assertThat(between.remaining(between.lastTime())).contains(Duration.ofSeconds(50));
    assertThat(RunState.empty().remaining(between.lastTime())).isEmpty();
  }

  @Test
  void longRunsKeepEveryEpochButFewDetails() {
    events.started(2000);
    for (int epoch = 1; epoch <= 2000; epoch++) {
      events.epoch(epoch, epoch == 7 ? 0.9 : 0.1);
    }
    RunState state = events.state();
    assertThat(state.epochs()).hasSize(2000);
    assertThat(state.epochs().get(10).perClass()).isEmpty();
    assertThat(state.epochs().get(1999).perClass()).hasSize(1);
    assertThat(state.best().epoch()).isEqualTo(7);
    assertThat(state.best().perClass()).hasSize(1);
  }

  @Test
  void manyStepsShareBucketsThatKeepEverySpike() {
    Random random = new Random(7);
    RunFold fold = new RunFold();
    int stepsInEpoch = 2_500;
    double sum = 0;
    double greatest = 0;
    for (int epoch = 1; epoch <= 40; epoch++) {
      SampleEvents made = new SampleEvents();
      for (int step = 1; step <= stepsInEpoch; step++) {
        double loss = random.nextDouble() + (epoch == 17 && step == 1234 ? 100 : 0);
        sum += loss;
        greatest = Math.max(greatest, loss);
        made.step(epoch, step, stepsInEpoch, loss);
      }
      made.list().forEach(fold);
    }
    StepSeries steps = fold.state().steps();
    assertThat(steps.size()).isBetween(2_000, 8_192);
    double seenGreatest = 0;
    double seenSum = 0;
    double position = 0;
    for (int i = 0; i < steps.size(); i++) {
      seenGreatest = Math.max(seenGreatest, steps.maxLoss(i));
      assertThat(steps.minLoss(i)).isLessThanOrEqualTo(steps.meanLoss(i));
      assertThat(steps.epochPosition(i)).isGreaterThan(position);
      position = steps.epochPosition(i);
      int first = (int) Math.round((position % 1 == 0 ? 1 : position % 1) * stepsInEpoch);
      int inBucket = (first - 1) % steps.stepsPerBucket() + 1;
      seenSum += steps.meanLoss(i) * inBucket;
    }
    assertThat(seenGreatest).isEqualTo(greatest);
    assertThat(seenSum).isCloseTo(sum, within(1e-6));
    assertThat(position).isEqualTo(40);
  }

  @Test
  void bucketsDoNotDependOnHowOftenTheStateWasLookedAt() {
    RunFold once = new RunFold();
    RunFold often = new RunFold();
    for (int epoch = 1; epoch <= 10; epoch++) {
      for (LoggedEvent event : new SampleEvents().steps(epoch, 3000, new double[3000]).list()) {
        once.accept(event);
        often.accept(event);
        if (event.seq() % 97 == 0) {
          assertThat(often.state().lastSeq()).isEqualTo(event.seq());
        }
      }
    }
    StepSeries a = once.state().steps();
    StepSeries b = often.state().steps();
    assertThat(a.size()).isEqualTo(b.size());
    for (int i = 0; i < a.size(); i++) {
      assertThat(a.epochPosition(i)).isEqualTo(b.epochPosition(i));
    }
  }

  @Test
  void moreEpochsThanBucketsStillFit() {
    RunFold fold = new RunFold();
    for (int epoch = 1; epoch <= 9_000; epoch++) {
      new SampleEvents().steps(epoch, 3, 3, 2, 1).list().forEach(fold);
    }
    StepSeries steps = fold.state().steps();
    assertThat(steps.size()).isEqualTo(9_000);
    assertThat(steps.meanLoss(100)).isEqualTo(2);
    assertThat(steps.maxLoss(100)).isEqualTo(3);
  }

  @Test
  void lossThatIsNoNumberLeavesAGapNotAZero() {
    StepSeries steps = events.started(1).steps(1, 3, 0.5, Double.NaN, 0.4).state().steps();
    assertThat(steps.size()).isEqualTo(3);
    assertThat(steps.meanLoss(1)).isNaN();
    assertThat(steps.minLoss(1)).isNaN();
    assertThat(steps.maxLoss(2)).isEqualTo(0.4);
  }
}
