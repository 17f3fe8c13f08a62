package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ExifOrientation;

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
}
