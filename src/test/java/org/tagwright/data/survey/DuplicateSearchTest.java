package org.tagwright.data.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tagwright.common.Progress;
import org.tagwright.common.SplitMix;
import org.tagwright.data.survey.ImageSurvey.DuplicateGroup;
import org.tagwright.image.RgbImage;

class DuplicateSearchTest {
  private static RgbImage noise(int seed, int side) {
    int[][] rgb = new int[side][side];
    SplitMix random = new SplitMix(seed);
    for (int i = 0; i < side * side; i++) {
      rgb[i / side][i % side] = random.nextInt(1 << 24);
    }
    return RgbImage.ofPixels(side, rgb);
  }

  private static List<DuplicateGroup> search(Map<Integer, PerceptualHash> hashes) {
    return new DuplicateSearch(hashes, Progress.NONE).groups();
  }

  @Test
  void twentyThousandDifferentPicturesWithAFewTwins() {
    Map<Integer, PerceptualHash> hashes = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      hashes.put(i, PerceptualHash.of(noise(i < 19_990 ? i : i - 19_990, 17)));
    }
    assertThat(search(hashes))
        .containsExactlyElementsOf(
            IntStream.range(0, 10)
                .mapToObj(i -> new DuplicateGroup(List.of(i, 19_990 + i), true))
                .toList());
  }

  @Test
  void aHundredThousandTimesTheSamePictureIsOneGroup() {
    PerceptualHash white = PerceptualHash.of(noise(1, 17));
    Map<Integer, PerceptualHash> hashes = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      hashes.put(i, white);
    }
    List<DuplicateGroup> groups = search(hashes);
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0).samples()).hasSize(100_000);
  }

  @Test
  void flatPicturesOfDifferentColoursAreNotAlike() {
    Map<Integer, PerceptualHash> hashes = new HashMap<>();
    for (int level = 0; level < 8; level++) {
      int[][] rgb = new int[32][32];
      for (int[] row : rgb) {
        Arrays.fill(row, level * 30 * 0x010101);
      }
      hashes.put(level, PerceptualHash.of(RgbImage.ofPixels(32, rgb)));
    }
    assertThat(search(hashes)).isEmpty();
  }
}
