package org.tagwright.run.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

class RunOwnerTest {
  @TempDir Path temp;
  private RunFolder run;

  @BeforeEach
  void aRun() {
    run =
        RunFolder.create(
            ConfigJson.with(ExperimentConfig.defaults(), "output.runs", temp.toString()));
  }

  private RunJob job() {
    return RunJob.submitting("a100", run.log(), Instant.now());
  }

  @Test
  void runThatWasNeverAClustersHasNoOwner() {
    assertThat(RunOwner.claim(run, null, 0)).isEmpty();
    assertThat(run.owner()).doesNotExist();
  }

  @Test
  void writerThatFindsALaterStartOfItsJobStopsWithoutWriting() {
    job().withId("7").write(run.job());
    RunOwner first = RunOwner.claim(run, "7", 0).orElseThrow();
    try (EventLog log = EventLog.open(run)) {
      log.guardedBy(() -> first.require(run));
      log.append(new RunEvent.Paused(1));
      RunOwner.claim(run, "7", 1);
      assertThatThrownBy(() -> log.append(new RunEvent.Paused(2)))
          .isInstanceOf(TagwrightException.class)
          .hasMessageContaining("another owner by now, job 7, restarted 1 times");
    }
    assertThat(RunState.read(run).lastSeq()).isEqualTo(1);
    assertThatThrownBy(() -> RunOwner.claim(run, "7", 0)).hasMessageContaining("another owner");
  }

  @Test
  void ownerIsLookedUpOncePerSecondOfStepsAndBeforeEveryOtherEvent() {
    List<Instant> looks = new ArrayList<>();
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    try (EventLog log = EventLog.open(run, () -> now[0])) {
      log.guardedBy(() -> looks.add(now[0]));
      for (int step = 1; step <= 11; step++) {
        now[0] = now[0].plusMillis(200);
        log.append(new RunEvent.StepLogged(1, step, 20, 0.5, 100, 0, 0));
      }
      assertThat(looks).hasSize(3);
      log.append(new RunEvent.Paused(1));
      assertThat(looks).hasSize(4);
    }
  }

  @Test
  void jobThatBeginsAfterTheRunWasTakenBackLeavesItAlone() {
    job().withId("7").ended("", "").write(run.job());
    assertThatThrownBy(() -> RunOwner.claim(run, "7", 0))
        .hasMessageContaining("Job 7 does not have " + run.path())
        .hasMessageContaining("it was taken back");
  }

  @Test
  void jobOfAnEarlierSubmissionLeavesTheRunToTheNewOne() {
    job().withId("8").write(run.job());
    assertThatThrownBy(() -> RunOwner.claim(run, "7", 0)).hasMessageContaining("job 8 has it");
  }

  @Test
  void thisComputerDoesNotTakeARunThatAJobHas() {
    job().withId("7").write(run.job());
    assertThatThrownBy(() -> RunOwner.claim(run, null, 0))
        .hasMessageContaining("is in job 7 on a100. Take it back first: tagwright stop");
  }

  @Test
  void threadsOfTheFirstStartStayWhoeverGoesOn() {
    job().withId("7").write(run.job());
    RunOwner.claim(run, "7", 0).orElseThrow().computingWith(8, run);
    assertThat(RunOwner.claim(run, "7", 1).orElseThrow().threads()).isEqualTo(8);
    job().withId("7").ended("", "").write(run.job());
    assertThat(RunOwner.claim(run, null, 0).orElseThrow().threads()).isEqualTo(8);
  }
}
