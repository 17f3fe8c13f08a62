package org.tagwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tagwright.common.SplitMix;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig.SplitMethod;

class SplitTest {

  /** Class c is in about 1 of 2^(c+1) samples; every tenth sample has none. */
  private static DatasetIndex longTailed(int samples, int classes, long seed) {
    SplitMix random = new SplitMix(seed);
    int[][] labels = new int[samples][];
    for (int i = 0; i < samples; i++) {
      BitSet bits = new BitSet();
      for (int c = 0; c < classes && i % 10 != 0; c++) {
        if (random.nextDouble() < Math.pow(0.5, c + 1)) {
          bits.set(c);
        }
      }
      labels[i] = bits.stream().toArray();
    }
    return DataFiles.index(classes, labels);
  }

  @Test
  void everySampleIsOnExactlyOneSide() {
    for (SplitMethod method : SplitMethod.values()) {
      Split split = Split.of(longTailed(1003, 8, 1), method, 0.1, 42);
      assertThat(split.validation()).hasSize(100).isSorted();
      assertThat(split.train()).hasSize(903).isSorted();
      assertThat(
              IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
                  .sorted())
          .containsExactlyElementsOf(IntStream.range(0, 1003).boxed().toList());
    }
  }

  @Test
  void stratifiedSplitKeepsTheShareOfEveryClass() {
    DatasetIndex index = longTailed(4000, 8, 2);
    int[] all = index.support(index.all());
    for (long seed = 0; seed < 5; seed++) {
      int[] support =
          index.support(Split.of(index, SplitMethod.STRATIFIED, 0.1, seed).validation());
      for (int c = 0; c < 8; c++) {
        assertThat((double) support[c]).isBetween(all[c] * 0.1 - 2, all[c] * 0.1 + 2);
      }
    }
  }

  @Test
  void everyClassOfTwoSamplesReachesBothSides() {
    for (long seed = 0; seed < 20; seed++) {
      DatasetIndex index = longTailed(400, 12, seed);
      int[] all = index.support(index.all());
      Split split = Split.of(index, SplitMethod.STRATIFIED, 0.1, seed);
      int[] train = index.support(split.train());
      int[] validation = index.support(split.validation());
      for (int c = 0; c < 12; c++) {
        if (all[c] >= 2) {
          assertThat(train[c]).as("class %d, %d samples, seed %d", c, all[c], seed).isPositive();
          assertThat(validation[c]).as("class %d, seed %d", c, seed).isPositive();
        }
      }
    }
  }

  @Test
  void aRareClassIsSwappedInWhenGreedyPlacementMissesIt() {
    // Classes come in pairs of samples that share a frequent one; one sample in ten validates.
    int[][] samples = new int[40][];
    for (int i = 0; i < 40; i++) {
      samples[i] = i < 8 ? new int[] {0, 1 + i / 2} : new int[] {0};
    }
    DatasetIndex index = DataFiles.index(5, samples);
    for (long seed = 0; seed < 50; seed++) {
      Split split = Split.of(index, SplitMethod.STRATIFIED, 0.1, seed);
      assertThat(split.validation()).hasSize(4);
      assertThat(index.support(split.validation())).containsExactly(4, 1, 1, 1, 1);
    }
  }

  @Test
  void theSameSeedGivesTheSameSplitOnEveryMachine() {
    DatasetIndex index = longTailed(30, 5, 3);
    Split split = Split.of(index, SplitMethod.STRATIFIED, 0.2, 42);
    assertThat(Split.of(index, SplitMethod.STRATIFIED, 0.2, 42).validation())
        .isEqualTo(split.validation());
    assertThat(split.validation()).containsExactly(STRATIFIED_42);
    assertThat(Split.of(index, SplitMethod.RANDOM, 0.2, 42).validation())
        .containsExactly(RANDOM_42);
    assertThat(Split.of(index, SplitMethod.STRATIFIED, 0.2, 43).validation())
        .isNotEqualTo(split.validation());
  }

  private static final int[] STRATIFIED_42 = {4, 5, 7, 9, 13, 27};
  private static final int[] RANDOM_42 = {2, 11, 14, 16, 20, 23};

  @Test
  void bothSidesHaveAtLeastOneSample() {
    DatasetIndex two = DataFiles.index(1, new int[] {0}, new int[] {0});
    for (double share : new double[] {0.01, 0.99}) {
      Split split = Split.of(two, SplitMethod.STRATIFIED, share, 1);
      assertThat(split.train()).hasSize(1);
      assertThat(split.validation()).hasSize(1);
    }
  }

  @Test
  void fewerThanTwoSamplesCannotBeSplit() {
    DatasetIndex one = DataFiles.index(1, new int[] {0});
    assertThatThrownBy(() -> Split.of(one, SplitMethod.RANDOM, 0.1, 1))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("only one sample")
        .hasMessageContaining("data.trainLabels");
    assertThatThrownBy(() -> Split.of(DataFiles.index(1), SplitMethod.STRATIFIED, 0.1, 1))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("no samples");
  }

  @Test
  void aHundredThousandSamplesAreSplit() {
    DatasetIndex index = longTailed(118_000, 80, 5);
    Split split = Split.of(index, SplitMethod.STRATIFIED, 0.1, 42);
    assertThat(split.validation()).hasSize(11_800);
  }
}
