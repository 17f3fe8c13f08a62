package org.tagwright.data.survey;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Parallel;
import org.tagwright.common.Progress;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.data.DatasetIndex;
import org.tagwright.image.RgbReader;

/**
 * What only the images themselves tell: their sizes, and which of them show the same.
 *
 * @param sizes every size there is, the most frequent first
 * @param unreadable samples whose image cannot be decoded
 * @param duplicates groups of samples that show the same, by their first sample
 */
public record ImageSurvey(
    List<SizeCount> sizes, List<Integer> unreadable, List<DuplicateGroup> duplicates) {

  /**
   * How many images have a size, pixels.
   *
   * @param sample the first of them
   */
  public record SizeCount(int width, int height, int count, int sample) {
    public long pixels() {
      return (long) width * height;
    }
  }

  /**
   * Samples with the same image.
   *
   * @param samples ascending, at least two
   * @param exact whether all of them decode to the same pixels; else they look alike (another
   *     compression or size)
   */
  public record DuplicateGroup(List<Integer> samples, boolean exact) {}

  /** How many images could be decoded. */
  public int images() {
    return sizes.stream().mapToInt(SizeCount::count).sum();
  }

  /** How many images have a shorter side than the network's input, and so are enlarged. */
  public int smallerThan(int sidePixels) {
    return sizes.stream()
        .filter(s -> Math.min(s.width(), s.height()) < sidePixels)
        .mapToInt(SizeCount::count)
        .sum();
  }

  private record Seen(int width, int height, PerceptualHash hash) {}

  /**
   * Decodes every image once, on all cores.
   *
   * @param orientation what a training does with that of photos
   * @throws CancellationException when cancelled
   */
  public static ImageSurvey run(
      DatasetIndex index, ExifOrientation orientation, Progress progress) {
    List<Seen> seen =
        Parallel.map(index.size(), "looking at images", progress, i -> look(index, i, orientation));
    Map<Long, SizeCount> countOfSize = new TreeMap<>();
    List<Integer> unreadable = new ArrayList<>();
    Map<Integer, PerceptualHash> hashes = new HashMap<>();
    for (int i = 0; i < seen.size(); i++) {
      Seen image = seen.get(i);
      if (image == null) {
        unreadable.add(i);
      } else {
        countOfSize.merge(
            (long) image.width << 32 | image.height,
            new SizeCount(image.width, image.height, 1, i),
            (all, one) -> new SizeCount(all.width, all.height, all.count + one.count, all.sample));
        hashes.put(i, image.hash);
      }
    }
    List<SizeCount> sizes = new ArrayList<>(countOfSize.values());
    sizes.sort(Comparator.comparingInt(SizeCount::count).reversed());
    return new ImageSurvey(
        List.copyOf(sizes),
        List.copyOf(unreadable),
        new DuplicateSearch(hashes, progress).groups());
  }

  private static @Nullable Seen look(DatasetIndex index, int sample, ExifOrientation orientation) {
    try {
      return RgbReader.read(
          Files.readAllBytes(index.image(sample)),
          orientation,
          image -> new Seen(image.width(), image.height(), PerceptualHash.of(image)));
    } catch (IOException e) {
      return null; // reported as unreadable
    }
  }
}
