package org.tagwright.config.backbone;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Weights that torchvision publishes, trained on ImageNet's 1000 classes. A file's name carries the
 * first 8 hexadecimal digits of its SHA-256.
 *
 * @param title which training made them, as torchvision names it
 * @param megabytes size of the file, MB, rounded
 * @param top1 accuracy on ImageNet's validation images, percent
 * @param preprocessing of the images on which that was measured
 */
public record PublishedWeights(
    String fileName, String title, int megabytes, double top1, Preprocessing preprocessing) {
  private static final Pattern NAME = Pattern.compile("(.+)-([0-9a-f]{8})\\.pth");

  /** Whether torchvision has published none for the backbone before. */
  public boolean isFirst() {
    return title.equals("ImageNet V1");
  }

  /** The 8 digits in a name such as {@code resnet18-f37072fd.pth}, or {@code null}. */
  public static @Nullable String digitsIn(String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    return matcher.matches() ? matcher.group(2) : null;
  }

  /** Whether a name is {@code backbone-XXXXXXXX.pth}. */
  public static boolean isNamedFor(String backbone, String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    return matcher.matches() && matcher.group(1).equals(backbone);
  }
}
