package org.tagwright.data;

import java.nio.file.Path;
import java.util.Arrays;
import org.tagwright.common.SplitMix;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.SplitMethod;

/**
 * Which samples train and which validate. Depends on nothing but the index, the share, the method
 * and the seed: the same on every machine.
 *
 * @param train sample indices, ascending
 * @param validation sample indices, ascending
 */
public record Split(int[] train, int[] validation) {

  /** Whether a sample validates; else it trains. */
  public boolean validates(int sample) {
    return Arrays.binarySearch(validation, sample) >= 0;
  }

  /**
   * What is validated on: 8 hexadecimal digits for the images, {@code -}, and as many for these
   * images with their labels.
   */
  public String validatedOn(DatasetIndex index) {
    return index.imagesFingerprint(validation)
        + "-"
        + index.fingerprint(validation).substring(0, 8);
  }

  /**
   * The split that {@code data} asks for: that of its list, or a drawn one.
   *
   * @throws TagwrightException of kind input when there are fewer than two samples, or the list
   *     cannot be used
   */
  public static Split of(DatasetIndex index, ExperimentConfig.Data data, long seed) {
    Path list = ValidationList.file(data);
    if (list == null || index.size() < 2) {
      return of(index, data.split(), data.valSplit(), seed);
    }
    return of(ValidationList.validates(list, index));
  }

  /** The same for data that one only looks at: fewer than two samples all train. */
  public static Split toLookAt(DatasetIndex index, ExperimentConfig.Data data, long seed) {
    return index.size() < 2 ? new Split(index.all(), new int[0]) : of(index, data, seed);
  }

  /**
   * @param valSplit share that validates, in (0, 1); at least one sample and all but one at most
   * @throws TagwrightException of kind input when there are fewer than two samples
   */
  public static Split of(DatasetIndex index, SplitMethod method, double valSplit, long seed) {
    int size = index.size();
    if (size < 2) {
      throw TagwrightException.input(
          (size == 0 ? "There are no samples" : "There is only one sample")
              + " under "
              + index.folder()
              + ": a training and a validation set need at least two. Check the label folder and"
              + " the image folder (data.trainLabels, data.trainImages).");
    }
    if (!(valSplit > 0 && valSplit < 1)) {
      throw TagwrightException.input(
          "data.valSplit is " + valSplit + "; it must lie between 0 and 1, both excluded.");
    }
    int validating = (int) Math.max(1, Math.min(size - 1, Math.round(size * valSplit)));
    SplitMix random = new SplitMix(seed);
    boolean[] validates =
        method == SplitMethod.STRATIFIED
            ? new Stratification(index, validating, random).validates()
            : random(size, validating, random);
    return of(validates);
  }

  private static Split of(boolean[] validates) {
    return new Split(where(validates, false), where(validates, true));
  }

  private static boolean[] random(int size, int validating, SplitMix random) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    random.shuffle(order);
    boolean[] validates = new boolean[size];
    for (int i = 0; i < validating; i++) {
      validates[order[i]] = true;
    }
    return validates;
  }

  private static int[] where(boolean[] flags, boolean value) {
    int[] found = new int[flags.length];
    int count = 0;
    for (int i = 0; i < flags.length; i++) {
      if (flags[i] == value) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
