package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.backbone.Preprocessing;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.head.Head;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Weight;

/** The state dicts have torchvision's keys, in its order, with its shapes. */
class StateDictTest {
  /** torchvision counts in 2^20 bytes. */
  private static final double MEBI = (1 << 20) / 1e6;

  @ParameterizedTest
  @MethodSource("org.tagwright.model.Golden#backbones")
  void keysOrderAndShapesAreTorchvisions(Backbone backbone) {
    Scope root = Scope.root();
    Head.of(ExperimentConfig.defaults().model(), backbone.build(root), 80, root);

    assertThat(root.state())
        .extracting(weight -> weight.toString().replace(" ", ""))
        .containsExactlyElementsOf(Golden.of(backbone).keysAndShapes());
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("org.tagwright.model.Golden#others")
  void soAreThoseOfTheOthers(Backbone backbone) {
    keysOrderAndShapesAreTorchvisions(backbone);
    factsAreTorchvisions(backbone);
  }

  @ParameterizedTest
  @MethodSource("org.tagwright.model.Golden#backbones")
  void factsAreTorchvisions(Backbone backbone) {
    Scope root = Scope.root();
    Head.of(ExperimentConfig.defaults().model(), backbone.build(root), 1000, root);
    long parameters =
        root.state().stream()
            .filter(weight -> weight.role() == Weight.Role.PARAMETER)
            .mapToLong(Weight::size)
            .sum();
    long batchNorm = 2 * 1000;
    assertThat(backbone.mapBytes(224))
        .isEqualTo(4L * backbone.channels() * (long) Math.pow(backbone.mapSide(224), 2));

    assertThat(backbone.parameters()).isEqualTo(parameters - batchNorm);
    assertThat((double) backbone.parameters()).isEqualTo(Golden.of(backbone).number("num_params"));
  }

  @ParameterizedTest
  @MethodSource("org.tagwright.model.Backbone#all")
  void publishedWeightsAreTorchvisions(Backbone backbone) {
    JsonNode torchvision = Golden.read("published_weights.json").json().get(backbone.name());
    for (PublishedWeights weights : backbone.weights()) {
      JsonNode published = entry(torchvision, weights.fileName());
      boolean preferred = weights.equals(backbone.weights().get(0));

      assertThat(published.get("default").booleanValue()).isEqualTo(preferred);
      assertThat(published.get("mebibytes").doubleValue() * MEBI)
          .isCloseTo(weights.megabytes(), within(1.0));
      assertThat(published.get("top1").doubleValue()).isEqualTo(weights.top1());
      Preprocessing preprocessing = weights.preprocessing();
      assertThat(published.get("resize").intValue()).isEqualTo(preprocessing.resizeSize());
      assertThat(published.get("crop").intValue()).isEqualTo(preprocessing.cropSize());
      assertThat(published.get("interpolation").textValue())
          .isEqualToIgnoringCase(preprocessing.interpolation().name());
      assertThat(published.get("giga_operations").doubleValue())
          .isEqualTo(backbone.gigaOperations());
    }
  }

  private static JsonNode entry(JsonNode torchvision, String file) {
    for (JsonNode published : torchvision) {
      if (published.get("file").textValue().equals(file)) {
        return published;
      }
    }
    throw new AssertionError("torchvision publishes no " + file + ": " + torchvision);
  }
}
