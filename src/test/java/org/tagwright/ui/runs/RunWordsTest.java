package org.tagwright.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tagwright.run.RunEvent.Completed;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.run.SampleEvents;

class RunWordsTest {
  private final SampleEvents events = new SampleEvents();

  @Test
  void aRunOfAllItsEpochsNeedsNoReason() {
    RunState state =
        events
            .started(2)
            .epoch(1, 0.3)
            .epoch(2, 0.5)
            .then(new Completed(2, 2, 0.5, "all 2 epochs"))
            .state();
    assertThat(RunWords.progress(state, RunStatus.COMPLETED)).isEqualTo("Finished 2 epochs");
  }

  @Test
  void aRunThatCompletedEarlySaysWhy() {
    RunState state =
        events
            .started(30)
            .epoch(1, 0.5)
            .then(new Completed(1, 1, 0.5, "early stopping: no rise"))
            .state();
    assertThat(RunWords.progress(state, RunStatus.COMPLETED))
        .isEqualTo("Finished 1 of 30 epochs · early stopping: no rise");
  }

  @Test
  void aRunThatWasStoppedSaysHowFarItCame() {
    RunState state = events.started(3).epoch(1, 0.5).steps(2, 4, 0.7).state();
    assertThat(RunWords.progress(state, RunStatus.STOPPED)).isEqualTo("Finished 1 of 3 epochs");
    assertThat(RunWords.progress(state, RunStatus.RUNNING)).isEqualTo("Epoch 2 of 3, step 1 of 4");
  }

  @Test
  void beforeTheFirstEventARunIsStarting() {
    assertThat(RunWords.progress(RunState.empty(), RunStatus.RUNNING))
        .isEqualTo("Starting: reading the data and loading the network");
    assertThat(RunWords.progress(RunState.empty(), RunStatus.INTERRUPTED)).isEmpty();
  }
}
