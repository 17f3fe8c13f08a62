package org.tagwright.config.backbone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/** What is known of a backbone without building it: for those who offer, name or fetch one. */
public interface BackboneFacts {
  /** torchvision's name, such as {@code resnet18}. */
  String name();

  /** Number of weights with torchvision's head for 1000 classes. */
  long parameters();

  /** Billions of multiply-adds for an image of the evaluation size, as torchvision counts them. */
  double gigaOperations();

  /** Side of the square images that torchvision evaluates the preferred weights on, pixels. */
  default int evaluationSize() {
    return weights().get(0).preprocessing().cropSize();
  }

  /** Number of its last feature maps. */
  int channels();

  /**
   * Side of the patches that images are cut into, which must not leave a rest; 0: any size does.
   */
  default int patch() {
    return 0;
  }

  /** Side of its last feature maps: that of the images in patches, or a 32nd. */
  default int mapSide(int imageSize) {
    return patch() > 0 ? imageSize / patch() : (imageSize + 31) / 32;
  }

  /** What the last feature maps of an image take in float32, bytes. */
  default long mapBytes(int imageSize) {
    long side = mapSide(imageSize);
    return channels() * side * side * Float.BYTES;
  }

  /** Why it cannot take images of that size, or {@code null}. */
  default @Nullable String refuses(int imageSize) {
    if (patch() == 0 || imageSize % patch() == 0) {
      return null;
    }
    int below = imageSize / patch() * patch();
    return "must be a multiple of %d, the side of %s's patches, such as %d or %d"
        .formatted(patch(), name(), below, below + patch());
  }

  /** The weights that there are for it, the preferred ones first. */
  List<PublishedWeights> weights();

  /** The preferred weights, or the first that were published. */
  default PublishedWeights weights(boolean first) {
    return first
        ? weights().stream().filter(PublishedWeights::isFirst).findFirst().orElseThrow()
        : weights().get(0);
  }

  /** All backbones, in the order in which they are offered. */
  static List<BackboneFacts> all() {
    return Found.ALL;
  }

  /** The same by the titles of their families. */
  static Map<String, List<BackboneFacts>> byFamily() {
    return Collections.unmodifiableMap(Found.BY_FAMILY);
  }

  /** Their names. */
  static List<String> names() {
    return all().stream().map(BackboneFacts::name).toList();
  }

  /**
   * The backbone of the given name.
   *
   * @throws TagwrightException of kind input if there is none
   */
  static BackboneFacts of(String name) {
    return all().stream()
        .filter(backbone -> backbone.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                TagwrightException.input(
                    "There is no backbone \"%s\"; there are %s"
                        .formatted(name, String.join(", ", names()))));
  }

  /** Looked up once. */
  final class Found {
    private static final Map<String, List<BackboneFacts>> BY_FAMILY = new LinkedHashMap<>();
    private static final List<BackboneFacts> ALL;

    static {
      for (BackboneFamily family :
          ServiceLoader.load(BackboneFamily.class, BackboneFamily.class.getClassLoader())) {
        BY_FAMILY
            .computeIfAbsent(family.title(), title -> new ArrayList<>())
            .addAll(family.members());
      }
      BY_FAMILY.replaceAll((title, members) -> List.copyOf(members));
      ALL = BY_FAMILY.values().stream().flatMap(List::stream).toList();
    }

    private Found() {}
  }
}
