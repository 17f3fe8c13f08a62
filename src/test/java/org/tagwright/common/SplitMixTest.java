package org.tagwright.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitMixTest {

  @Test
  void drawsThePublishedSequence() {
    SplitMix random = new SplitMix(1234567);
    assertThat(random.nextLong()).isEqualTo(6457827717110365317L);
    assertThat(random.nextLong()).isEqualTo(3203168211198807973L);
    assertThat(new SplitMix(0).nextLong()).isEqualTo(0xE220A8397B1DCDAFL);
  }

  @Test
  void integersAreUniform() {
    SplitMix random = new SplitMix(7);
    int[] counts = new int[6];
    for (int i = 0; i < 60_000; i++) {
      counts[random.nextInt(6)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_600, 10_400); // 10,000 ± 4 standard deviations
    }
  }

  @Test
  void neighbouringSeriesDiffer() {
    Set<Long> first = new HashSet<>();
    for (long seed = 0; seed < 30; seed++) {
      for (long index = 0; index < 30; index++) {
        first.add(SplitMix.of(seed, index).nextLong());
      }
    }
    assertThat(first).hasSize(900);
  }
}
