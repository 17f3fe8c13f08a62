package org.tagwright.config.backbone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * The most memory that training all weights of a backbone with Adam on a CPU takes, as measured by
 * {@code tagwright bench train --phase step-memory}; the whole process counts.
 *
 * @param fixedMegabytes whatever the batch
 * @param megabytesPerImage of {@value #MEASURED_SIZE} × {@value #MEASURED_SIZE} pixels in a batch
 */
public record TrainingMemory(double fixedMegabytes, double megabytesPerImage) {
  private static final int MEASURED_SIZE = 224;

  /**
   * What was measured.
   *
   * @param precision {@code fp32} or {@code bf16}
   * @return empty where nothing was
   */
  public static Optional<TrainingMemory> of(String backbone, String precision) {
    String line = Measured.ALL.getProperty(backbone + "." + precision);
    if (line == null) {
      return Optional.empty();
    }
    String[] numbers = line.split(" ", 2);
    return Optional.of(
        new TrainingMemory(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])));
  }

  /** About how much a batch takes: what images take grows with their area. */
  public long bytes(int batch, int imageSize) {
    double area = Math.pow(imageSize / (double) MEASURED_SIZE, 2);
    return Math.round((fixedMegabytes + batch * area * megabytesPerImage) * 1e6);
  }

  /** Read once. */
  private static final class Measured {
    private static final Properties ALL = new Properties();

    static {
      try (InputStream in =
          TrainingMemory.class.getResourceAsStream("training-memory.properties")) {
        ALL.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
