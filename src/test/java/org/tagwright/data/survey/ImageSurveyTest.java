package org.tagwright.data.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.SplitMix;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.data.DataFiles;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelSet;
import org.tagwright.data.survey.ImageSurvey.DuplicateGroup;
import org.tagwright.data.survey.ImageSurvey.SizeCount;

class ImageSurveyTest {
  @TempDir Path folder;

  /** Blocks of random brightness: no two seeds alike. */
  private static BufferedImage blocks(int side, int seed) {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    SplitMix random = new SplitMix(seed);
    int[] levels = new int[64];
    Arrays.setAll(levels, i -> random.nextInt(256));
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int level = levels[y * 8 / side * 8 + x * 8 / side];
        image.setRGB(x, y, (level << 16) | (level << 8) | level);
      }
    }
    return image;
  }

  @Test
  void sizesAndDuplicatesAreFoundAmongDecodedPictures() {
    byte[] first = DataFiles.encoded(blocks(64, 1), "png");
    List<byte[]> files = new ArrayList<>();
    files.add(first); // 0
    files.add(DataFiles.encoded(blocks(64, 2), "png")); // 1
    files.add(DataFiles.encoded(blocks(64, 1), "bmp")); // 2: the same pixels in another format
    files.add(DataFiles.encoded(blocks(64, 2), "jpg")); // 3: compressed
    files.add(DataFiles.encoded(blocks(96, 2), "png")); // 4: another size
    files.add("no picture".getBytes(StandardCharsets.US_ASCII)); // 5
    for (int seed = 10; seed < 60; seed++) {
      files.add(DataFiles.encoded(blocks(48, seed), "png"));
    }
    List<String> names = new ArrayList<>();
    List<BitSet> classes = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      names.add(i + ".png");
      classes.add(new BitSet());
      DataFiles.write(folder.resolve(i + ".png"), files.get(i));
    }
    DatasetIndex index = DatasetIndex.of(LabelSet.COCO, folder, names, classes);

    ImageSurvey survey = ImageSurvey.run(index, ExifOrientation.IGNORE, Progress.NONE);

    assertThat(survey.unreadable()).containsExactly(5);
    assertThat(survey.sizes())
        .containsExactly(
            new SizeCount(48, 48, 50, 6), new SizeCount(64, 64, 4, 0), new SizeCount(96, 96, 1, 4));
    assertThat(survey.duplicates())
        .containsExactly(
            new DuplicateGroup(List.of(0, 2), true), new DuplicateGroup(List.of(1, 3, 4), false));
  }
}
