package org.tagwright.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.image.ImageDecoder;
import org.tagwright.image.NetworkInput;
import org.tagwright.image.Region;

/**
 * Large photos decoded to 224 × 224 as training does it, beside the same read whole, alternated on
 * one thread, and how far the results differ. Arguments: JPEG files.
 */
public final class LargePhotos {
  private static final int ROUNDS = 21;

  private LargePhotos() {}

  /** Nanoseconds of the processor: what the clock says depends on the neighbours. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  public static void main(String[] files) throws IOException {
    for (String file : files) {
      measure(Path.of(file));
    }
  }

  private static void measure(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    ImageDecoder decoder = new ImageDecoder(new NetworkInput(224, ResizeMode.SQUASH));
    byte[] usual = new byte[decoder.length()];
    byte[] whole = new byte[decoder.length()];
    double[] usualMillis = new double[ROUNDS];
    double[] wholeMillis = new double[ROUNDS];
    for (int round = -3; round < ROUNDS; round++) { // three to warm up
      int at = Math.max(0, round);
      long begun = cpu();
      decoder.decode(content, usual);
      usualMillis[at] = (cpu() - begun) / 1e6;
      begun = cpu();
      decoder.decode(content, (w, h) -> new Region(0, 0, w, h), whole);
      wholeMillis[at] = (cpu() - begun) / 1e6;
    }
    double sum = 0;
    int most = 0;
    for (int i = 0; i < usual.length; i++) {
      int difference = Math.abs((usual[i] & 0xFF) - (whole[i] & 0xFF));
      sum += difference;
      most = Math.max(most, difference);
    }
    Arrays.sort(usualMillis);
    Arrays.sort(wholeMillis);
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f ms (least %.1f), whole %.1f ms (least %.1f), %.2f times as fast; differs by %.2f"
            + " on average, %d at most%n",
        file.getFileName(),
        usualMillis[ROUNDS / 2],
        usualMillis[0],
        wholeMillis[ROUNDS / 2],
        wholeMillis[0],
        wholeMillis[ROUNDS / 2] / usualMillis[ROUNDS / 2],
        sum / usual.length,
        most);
  }
}
