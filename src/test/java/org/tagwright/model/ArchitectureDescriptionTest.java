package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.Head;
import org.tagwright.config.ExperimentConfig.Pooling;
import org.tagwright.config.ModelSettings;
import org.tagwright.model.graph.Graph;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Weight;

/** Every layer of every backbone and head says what it computes, with every weight that it has. */
class ArchitectureDescriptionTest {
  private static final int CLASSES = 5;

  static List<Arguments> models() {
    List<Arguments> models = new ArrayList<>();
    for (Backbone backbone : Backbone.all()) {
      ExperimentConfig of =
          ExperimentConfig.defaults().with(ModelSettings.BACKBONE, backbone.name());
      for (Head head : Head.values()) {
        ExperimentConfig with = of.with(ModelSettings.HEAD, head);
        models.add(Arguments.of(backbone.name(), with.model()));
      }
      for (Pooling pooling : Pooling.values()) {
        models.add(Arguments.of(backbone.name(), of.with(ModelSettings.POOLING, pooling).model()));
      }
    }
    return models;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("models")
  void everyWeightIsInTheDescription(String backbone, ExperimentConfig.Model model) {
    Architecture architecture = Architecture.of(model, CLASSES);
    for (long batch : List.of(Value.FREE, 2L)) {
      Graph graph = new Graph();
      int size = Backbone.of(backbone).evaluationSize();

      Value logits =
          architecture.describe(graph.input("images", batch, 3, size, size), false, graph);

      assertThat(logits.shape()).containsExactly(batch, CLASSES);
      assertThat(graph.weights().keySet())
          .containsExactlyInAnyOrderElementsOf(
              architecture.state().stream().filter(Weight::hasArray).map(Weight::name).toList());
      assertThat(graph.nodes()).extracting(Graph.Node::name).doesNotHaveDuplicates();
    }
  }
}
