package org.tagwright.data.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.Augment;
import org.tagwright.config.Augment.Policy;
import org.tagwright.config.AugmentSettings;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DataFiles;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelSet;
import org.tagwright.image.augment.Augmentation;

class AugmentedBatchTest {
  private static final int IMAGES = 12;
  private static final int SIDE = 32;
  private static final Augment NONE = ExperimentConfig.defaults().augment();
  private static final Augment ALL_BUT_MIXUP =
      NONE.with(AugmentSettings.FLIP, 0.5)
          .with(AugmentSettings.CROP, 0.3)
          .with(AugmentSettings.POLICY, Policy.RANDAUGMENT)
          .with(AugmentSettings.ERASE, 0.5);
  private static final Augment ALL = ALL_BUT_MIXUP.with(AugmentSettings.MIXUP, 0.4);

  @TempDir Path folder;
  private DatasetIndex index;

  @BeforeEach
  void writeImages() {
    List<String> names = new ArrayList<>();
    List<BitSet> classes = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      names.add(i + ".jpg");
      DataFiles.write(folder.resolve("images/" + i + ".jpg"), DataFiles.jpeg(60 + i, 50, i));
      classes.add(BitSet.valueOf(new long[] {i % 8}));
    }
    index =
        DatasetIndex.of(
            new LabelSet(List.of("a", "b", "c")), folder.resolve("images"), names, classes);
  }

  private record Seen(List<byte[]> pixels, List<float[]> targets) {
    boolean sameAs(Seen other) {
      return Arrays.deepEquals(pixels.toArray(), other.pixels.toArray())
          && Arrays.deepEquals(targets.toArray(), other.targets.toArray());
    }
  }

  private Seen read(int workers, String cache, Augmentation augmentation, int[]... batches) {
    ExperimentConfig.Data data =
        ExperimentConfig.defaults()
            .data()
            .with(DataSettings.IMAGE_SIZE, SIDE)
            .with(DataSettings.WORKERS, workers)
            .with(DataSettings.PIXEL_CACHE, cache);
    Seen seen = new Seen(new ArrayList<>(), new ArrayList<>());
    try (BatchPipeline pipeline = BatchPipeline.of(index, data);
        BatchPipeline.Epoch epoch = pipeline.inBatches(batches, augmentation)) {
      while (epoch.hasNext()) {
        try (Batch batch = epoch.next()) {
          ByteBuffer pixels = batch.pixels();
          for (int i = 0; i < batch.size(); i++) {
            byte[] own = new byte[SIDE * SIDE * 3];
            pixels.get(own);
            seen.pixels.add(own);
            seen.targets.add(Arrays.copyOfRange(batch.targets(), i * 3, i * 3 + 3));
          }
        }
      }
    }
    return seen;
  }

  private static Augmentation of(Augment settings, int epoch) {
    return new Augmentation(settings, 42, epoch);
  }

  @Test
  void theNumberOfDecodeThreadsChangesNothing() {
    int[][] batches = {{3, 1, 2, 7}, {5, 0, 4, 6, 8}, {9, 10, 11}};
    Seen one = read(1, "off", of(ALL, 2), batches);
    for (int workers : new int[] {2, 3, 8}) {
      assertThat(read(workers, "off", of(ALL, 2), batches).sameAs(one)).isTrue();
    }
  }

  @Test
  void anEpochBegunInItsMiddleGivesTheSameBatches() {
    Seen all = read(2, "off", of(ALL, 2), new int[][] {{3, 1, 2, 7}, {5, 0, 4, 6}});
    Seen rest = read(2, "off", of(ALL, 2), new int[][] {{5, 0, 4, 6}});
    assertThat(rest.sameAs(new Seen(all.pixels.subList(4, 8), all.targets.subList(4, 8)))).isTrue();
  }

  @Test
  void eachEpochAndEachSampleDrawsItsOwn() {
    Seen two = read(2, "off", of(ALL_BUT_MIXUP, 2), index.all());
    Seen three = read(2, "off", of(ALL_BUT_MIXUP, 3), index.all());
    for (int i = 0; i < IMAGES; i++) {
      assertThat(two.pixels.get(i)).isNotEqualTo(three.pixels.get(i));
    }
    Seen reordered = read(2, "off", of(ALL_BUT_MIXUP, 2), new int[] {4, 3});
    assertThat(reordered.pixels.get(0)).isEqualTo(two.pixels.get(4));
    assertThat(reordered.pixels.get(1)).isEqualTo(two.pixels.get(3));
  }

  @Test
  void theCacheHoldsImagesAsTheyAre() {
    Augment noCrop = ALL.with(AugmentSettings.CROP, 1.0);
    for (Augment settings : List.of(noCrop, ALL)) {
      Seen decoded = read(2, "off", of(settings, 1), index.all());
      assertThat(read(2, "1 GB", of(settings, 1), index.all()).sameAs(decoded)).isTrue();
      assertThat(read(2, "1 GB", of(settings, 1), index.all()).sameAs(decoded)).isTrue();
    }
    Seen plain = read(2, "off", null, index.all());
    assertThat(read(2, "1 GB", null, index.all()).sameAs(plain)).isTrue();
  }

  @Test
  void mixupMixesTargetsAsItMixesImages() {
    Augment onlyMixup = NONE.with(AugmentSettings.MIXUP, 1.0);
    Seen plain = read(2, "off", null, index.all());
    Seen mixed = read(2, "off", of(onlyMixup, 1), index.all());
    boolean between = false;
    for (int i = 0; i < IMAGES; i++) {
      int other = (i + IMAGES - 1) % IMAGES;
      // The share that explains the targets explains every pixel.
      for (int c = 0; c < 3; c++) {
        float mine = plain.targets.get(i)[c];
        float others = plain.targets.get(other)[c];
        if (mine != others) {
          double share = (mixed.targets.get(i)[c] - others) / (mine - others);
          between |= share > 0.1 && share < 0.9;
          for (int p = 0; p < SIDE * SIDE * 3; p++) {
            double expected =
                share * (plain.pixels.get(i)[p] & 0xFF)
                    + (1 - share) * (plain.pixels.get(other)[p] & 0xFF);
            assertThat(Math.abs((mixed.pixels.get(i)[p] & 0xFF) - expected)).isLessThan(0.6);
          }
        }
      }
    }
    assertThat(between).isTrue();
  }

  @Test
  void aFlipOfProbabilityOneMirrorsEveryImage() {
    Seen plain = read(1, "off", null, index.all());
    Seen flipped = read(1, "off", of(NONE.with(AugmentSettings.FLIP, 1.0), 1), index.all());
    for (int i = 0; i < IMAGES; i++) {
      for (int p = 0; p < SIDE * SIDE; p++) {
        int mirrored = p / SIDE * SIDE + SIDE - 1 - p % SIDE;
        assertThat(flipped.pixels.get(i)[p * 3]).isEqualTo(plain.pixels.get(i)[mirrored * 3]);
      }
    }
  }
}
