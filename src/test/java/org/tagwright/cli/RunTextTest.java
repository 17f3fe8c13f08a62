package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRateSettings;
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
}
