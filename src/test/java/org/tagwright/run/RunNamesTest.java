package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRateSettings;
import org.tagwright.config.ModelSettings;
import org.tagwright.config.OutputSettings;
import org.tagwright.config.ScheduleSettings;

class RunNamesTest {
  private static final ExperimentConfig USUAL =
      ExperimentConfig.defaults().with(DataSettings.ROOT, Path.of("/data/coco"));

  @Test
  void whatVariesNamesARunAndTheDataSetFollows() {
    ExperimentConfig other =
        USUAL
            .with(LearningRateSettings.LEARNING_RATE, 1e-3)
            .with(ScheduleSettings.BATCH_SIZE, 16)
            .with(OutputSettings.RUNS, Path.of("/elsewhere"));
    RunNames names = new RunNames(List.of(USUAL, other));
    assertThat(names.of(USUAL)).isEqualTo("batch 32, lr 1e-4 · coco");
    assertThat(names.of(other)).isEqualTo("batch 16, lr 0.001 · coco");
  }

  @Test
  void runsThatAreAllAlikeGoByTheirBackbone() {
    assertThat(new RunNames(List.of(USUAL, USUAL)).of(USUAL)).isEqualTo("resnet18 · coco");
  }

  @Test
  void aSettingWithoutEffectIsNoName() {
    ExperimentConfig two =
        USUAL
            .with(LearningRateSettings.DIFFERENTIAL, true)
            .with(LearningRateSettings.LEARNING_RATE, 5.0)
            .with(ModelSettings.BACKBONE, "vgg16");
    RunNames names = new RunNames(List.of(USUAL, two));
    assertThat(names.settings(USUAL)).isEqualTo("resnet18, separate rates off");
    assertThat(names.settings(two)).isEqualTo("vgg16, separate rates on");
  }

  @Test
  void dataSetsOfOneNameAreToldApartByTheFolderAbove() {
    ExperimentConfig demo = USUAL.with(DataSettings.ROOT, Path.of("/demo/coco"));
    RunNames names = new RunNames(List.of(USUAL, demo));
    assertThat(names.of(demo)).isEqualTo("resnet18 · demo/coco");
    assertThat(names.of(USUAL)).isEqualTo("resnet18 · data/coco");
  }
}
