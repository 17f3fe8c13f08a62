package org.tagwright.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weights that torchvision publishes, trained on ImageNet's 1000 classes. A file's name carries the
 * first 8 hexadecimal digits of its SHA-256.
 *
 * @param backbone torchvision's name of the backbone
 * @param title which training made them, as torchvision names it
 * @param megabytes size of the file, MB, rounded
 */
public record PublishedWeights(String backbone, String fileName, String title, int megabytes) {

  /** All there are for our backbones; of those of one backbone the preferred one first. */
  public static final List<PublishedWeights> ALL =
      List.of(
          new PublishedWeights("resnet18", "resnet18-f37072fd.pth", "ImageNet V1", 47),
          new PublishedWeights("resnet50", "resnet50-11ad3fa6.pth", "ImageNet V2", 103),
          new PublishedWeights("resnet50", "resnet50-0676ba61.pth", "ImageNet V1", 103),
          new PublishedWeights("densenet121", "densenet121-a639ec97.pth", "ImageNet V1", 32),
          new PublishedWeights("mobilenet_v2", "mobilenet_v2-7ebf99e0.pth", "ImageNet V2", 14),
          new PublishedWeights("mobilenet_v2", "mobilenet_v2-b0353104.pth", "ImageNet V1", 14),
          new PublishedWeights(
              "efficientnet_b0", "efficientnet_b0_rwightman-7f5810bc.pth", "ImageNet V1", 21),
          new PublishedWeights("vgg16", "vgg16-397923af.pth", "ImageNet V1", 553));

  private static final Pattern NAME = Pattern.compile("(.+)-([0-9a-f]{8})\\.pth");

  /** The 8 digits in a name such as {@code resnet18-f37072fd.pth}, or {@code null}. */
  static String digitsIn(String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    return matcher.matches() ? matcher.group(2) : null;
  }

  /** Whether a name is {@code backbone-XXXXXXXX.pth}. */
  static boolean isNamedFor(String backbone, String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    return matcher.matches() && matcher.group(1).equals(backbone);
  }
}
