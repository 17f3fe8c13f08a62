package org.tagwright.config.backbone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
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

  /** What the last feature maps of an image take in float32, bytes: each is a 32nd of its side. */
  default long mapBytes(int imageSize) {
    long side = (imageSize + 31L) / 32;
    return channels() * side * side * Float.BYTES;
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
