package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.config.backbone.Interpolation;

class CheckpointContentTest {
  private static final ExperimentConfig DEFAULTS = ExperimentConfig.defaults();

  private static CheckpointMetadata saved(ExperimentConfig config) {
    CheckpointMetadata metadata =
        WrittenByTraining.ofCheckpoint(config, List.of("cat"), "run", Map.of(), 0.5, 0.5);
    return CheckpointMetadata.of(metadata.toDict(Map.of()), Path.of("saved.pt"));
  }

  @Test
  void whetherPhotosAreTurnedIsSaidWhereItIsSet() {
    ExperimentConfig upright = DEFAULTS.with(DataSettings.ORIENTATION, ExifOrientation.APPLY);
    assertThat(saved(upright).extras().exifOrientation()).isEqualTo(ExifOrientation.APPLY);
    assertThat(saved(upright).toDict(Map.of()).toString()).contains("orientation=apply");
    assertThat(saved(DEFAULTS).extras().exifOrientation()).isEqualTo(ExifOrientation.IGNORE);
    assertThat(saved(DEFAULTS).toDict(Map.of()).toString()).doesNotContain("orientation");
    assertThat(CheckpointName.of(upright)).isNotEqualTo(CheckpointName.of(DEFAULTS));
  }

  @Test
  void howImagesAreResizedIsSaidWhereItIsNotTheDefault() {
    ExperimentConfig published =
        DEFAULTS
            .with(DataSettings.RESIZE, ResizeMode.CROP)
            .with(DataSettings.RESIZE_SIZE, 232)
            .with(DataSettings.INTERPOLATION, Interpolation.BICUBIC);
    assertThat(saved(published).extras())
        .extracting(
            TagwrightExtras::resize, TagwrightExtras::resizeSize, TagwrightExtras::interpolation)
        .containsExactly("crop", 232L, "bicubic");
    assertThat(saved(DEFAULTS).toDict(Map.of()).toString())
        .doesNotContain("resize_size", "interpolation");
    assertThat(CheckpointName.of(published)).isNotEqualTo(CheckpointName.of(DEFAULTS));
  }
}
