package org.tagwright.config.backbone;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.tagwright.common.TagwrightException;

/** What is known of a backbone without building it: for those who offer, name or fetch one. */
public interface BackboneFacts {
  /** torchvision's name, such as {@code resnet18}. */
  String name();

  /** Number of weights with torchvision's head for 1000 classes. */
  long parameters();

  /** Side of the square images that torchvision evaluates it on, pixels. */
  int evaluationSize();

  /** Number of its last feature maps. */
  int channels();

  /** What the last feature maps of an image take in float32, bytes: each is a 32nd of its side. */
  default long mapBytes(int imageSize) {
    long side = (imageSize + 31L) / 32;
    return channels() * side * side * Float.BYTES;
  }

  /** The weights that there are for it, the preferred ones first. */
  List<PublishedWeights> weights();

  /** All backbones, in the order in which they are offered. */
  static List<BackboneFacts> all() {
    return Found.ALL;
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
    private static final List<BackboneFacts> ALL =
        ServiceLoader.load(BackboneFamily.class, BackboneFamily.class.getClassLoader()).stream()
            .flatMap(family -> family.get().members().stream())
            .collect(Collectors.toUnmodifiableList());

    private Found() {}
  }
}
