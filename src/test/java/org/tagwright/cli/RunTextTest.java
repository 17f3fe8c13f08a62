package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRateSettings;
import org.tagwright.metric.Metric;
import org.tagwright.run.ClassScore;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

class RunTextTest {
  @TempDir Path folder;

  @Test
  void learningRatesReadAsTheyAreWritten() {
    RunFolder run = new RunFolder(folder);
    ExperimentConfig config =
        ExperimentConfig.defaults()
            .with(LearningRateSettings.DIFFERENTIAL, true)
            .with(LearningRateSettings.BACKBONE_LR, 2.5e-5)
            .with(LearningRateSettings.HEAD_LR, 0.002);
    assertThat(RunText.before(run, config, RunState.read(run)))
        .contains("learning rate 2.5e-5 for the backbone, 0.002 for the head");
  }

  @Test
  void theBaselineIsThatOfTheImagesInWhichAClassIsKnown() {
    RunFolder run = new RunFolder(folder);
    try (EventLog log = EventLog.open(run)) {
      log.append(
          new RunEvent.Started(
              1, 9, 4, List.of("cat"), "resnet18", "cpu", "fp32", 1, Metric.WEIGHTED_F1, 1));
      ClassScore cat = new ClassScore("cat", 1, 1, 1, 1, 1, null, 2); // in 1 of 2 known images
      log.append(
          new RunEvent.EpochFinished(
              1,
              0.5,
              0.5,
              Map.of(Metric.WEIGHTED_F1, 1.0),
              Map.of(),
              0.5,
              List.of(cat),
              List.of(),
              1e-3,
              1e-3,
              false,
              1,
              1,
              0,
              1));
      log.append(new RunEvent.Completed(1, 1, 1.0, "all epochs"));
    }
    RunState state = RunState.read(run);
    assertThat(state.epochs().get(0).perClass().get(0).known()).isEqualTo(2);
    assertThat(RunText.after(run, ExperimentConfig.defaults(), state))
        .contains("0.6667 if every image gets the same labels");
  }
}
