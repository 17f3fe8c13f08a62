package org.tagwright.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.AugmentSettings;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DataFiles;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.LabelSet;
import org.tagwright.data.batch.Batch;
import org.tagwright.data.batch.BatchPipeline;
import org.tagwright.image.augment.Augmentation;

class VariantsModelTest {
  @TempDir Path folder;

  private ExperimentConfig config() {
    for (int i = 0; i < 3; i++) {
      DataFiles.write(folder.resolve("images/" + i + ".jpg"), DataFiles.jpeg(60, 50, i));
    }
    return ExperimentConfig.defaults()
        .with(DataSettings.ROOT, folder)
        .with(DataSettings.TRAIN_IMAGES, Path.of("images"))
        .with(DataSettings.IMAGE_SIZE, 32)
        .with(DataSettings.PIXEL_CACHE, "off");
  }

  @Test
  void eachVariantIsWhatTheTrainingWouldTakeInThatEpoch() {
    ExperimentConfig config =
        config()
            .with(AugmentSettings.CROP, 0.3)
            .with(AugmentSettings.FLIP, 0.5)
            .with(AugmentSettings.MIXUP, 1.0);
    VariantsModel.Variants variants = VariantsModel.of(config, 1, 7);
    assertThat(variants.note()).isEqualTo("1.jpg");
    assertThat(variants.images()).hasSize(9);
    DatasetIndex index =
        DatasetIndex.unlabelled(
            LabelSet.COCO, folder.resolve("images"), ImageFolder.list(folder.resolve("images")));
    try (BatchPipeline pipeline = BatchPipeline.of(index, config.data())) {
      for (int epoch = 1; epoch <= 9; epoch++) {
        Augmentation augmentation = new Augmentation(config.augment(), 7, epoch);
        try (BatchPipeline.Epoch batches = pipeline.inBatches(new int[][] {{1, 2}}, augmentation);
            Batch batch = batches.next()) {
          byte[] first = new byte[32 * 32 * 3];
          batch.pixels().get(first);
          assertThat(variants.images().get(epoch - 1)).isEqualTo(first);
        }
      }
    }
  }

  @Test
  void anotherSeedDrawsOthers() {
    ExperimentConfig config = config().with(AugmentSettings.CROP, 0.3);
    VariantsModel.Variants one = VariantsModel.of(config, 0, 1);
    VariantsModel.Variants two = VariantsModel.of(config, 0, 2);
    assertThat(IntStream.range(0, 9))
        .noneMatch(i -> Arrays.equals(one.images().get(i), two.images().get(i)));
  }

  @Test
  void whatKeepsThemFromBeingDrawnIsSaid() {
    ExperimentConfig config = config();
    assertThat(VariantsModel.of(config, 0, 1).note()).isEqualTo("0.jpg: no augmentation is on");
    ExperimentConfig nowhere = config.with(DataSettings.TRAIN_IMAGES, Path.of("nowhere"));
    assertThat(VariantsModel.of(nowhere, 0, 1).images()).isEmpty();
    assertThat(VariantsModel.of(nowhere, 0, 1).note()).contains("nowhere");
    DataFiles.write(folder.resolve("images/0.jpg"), new byte[] {1, 2, 3});
    assertThat(VariantsModel.of(config, 0, 1).note()).contains("cannot be read");
  }
}
