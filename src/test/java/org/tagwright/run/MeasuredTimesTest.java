package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.TimeEstimate.EpochTime;
import org.tagwright.ui.runs.RunsOnDisk;

class MeasuredTimesTest {
  @TempDir Path folder;

  private ExperimentConfig config(String... settings) {
    return RunsOnDisk.config(folder, settings);
  }

  @Test
  void oneSlowEpochDoesNotCarryTheEstimateAway() {
    List<EpochTime> epochs =
        List.of(
            new EpochTime(true, 20, 8), // Warming up.
            new EpochTime(true, 10, 8),
            new EpochTime(true, 10, 8),
            new EpochTime(false, 30, 8),
            new EpochTime(false, 31, 8),
            new EpochTime(false, 500, 8)); // The machine did something else.
    assertThat(
            TimeEstimate.of(
                config("training.epochs", "5", "training.unfreezeBackboneEpoch", "3"), epochs))
        .contains(Duration.ofSeconds(2 * 10 + 3 * 31));
  }

  @Test
  void aPhaseThatWasNeverMeasuredHasNoEstimate() {
    assertThat(TimeEstimate.of(config(), List.of(new EpochTime(false, 30, 8)))).isEmpty();
  }

  @Test
  void anEventLogIsReadOnceHoweverOftenThePersonTypes() throws Exception {
    RunFolder run =
        new RunsOnDisk(folder)
            .write(config(), "2026-01-01_10-00-00-resnet18", 60, 6, 5, RunsOnDisk.End.STOPPED);
    MeasuredTimes times = new MeasuredTimes();
    Optional<Duration> first = times.estimate(config());
    assertThat(first).isPresent();

    long length = Files.size(run.events());
    try (RandomAccessFile file = new RandomAccessFile(run.events().toFile(), "rw")) {
      file.write(new byte[(int) length]); // Who reads it again finds nothing.
    }
    assertThat(times.estimate(config())).isEqualTo(first);
    assertThat(new MeasuredTimes().estimate(config())).isEmpty();
  }

  @Test
  void speedsAreThoseOfRunsWithTheSameWork() throws Exception {
    new RunsOnDisk(folder)
        .write(config(), "2026-01-01_10-00-00-resnet18", 60, 6, 5, RunsOnDisk.End.STOPPED);
    ExperimentConfig another =
        config("model.backbone", "resnet50", "data.root", "/d", "training.batchSize", "8");

    assertThat(new MeasuredTimes().speeds(another)).containsOnlyKeys("resnet18");
    assertThat(new MeasuredTimes().speeds(config("data.imageSize", "64"))).isEmpty();
  }

  @Test
  void withoutRunsThereIsNoEstimate() {
    assertThat(new MeasuredTimes().estimate(config("output.runs", "/no/such/folder"))).isEmpty();
  }
}
