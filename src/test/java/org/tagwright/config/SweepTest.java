package org.tagwright.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.backbone.Interpolation;

class SweepTest {
  @Test
  void everyCombinationIsMadeFirstFieldSlowest() {
    Sweep sweep =
        Sweep.expand(
            """
            {"model": {"backbone": ["resnet18", "vgg16"]},
             "training": {"epochs": 5, "learningRate": [1e-3, 0.0001, 1e-5], "milestones": [2, 4]}}
            """,
            "s.json");
    assertThat(sweep.count()).isEqualTo(6);
    assertThat(sweep.variants())
        .extracting(Sweep.Variant::name)
        .containsExactly(
            "backbone=resnet18, learningRate=0.001",
            "backbone=resnet18, learningRate=1e-4",
            "backbone=resnet18, learningRate=1e-5",
            "backbone=vgg16, learningRate=0.001",
            "backbone=vgg16, learningRate=1e-4",
            "backbone=vgg16, learningRate=1e-5");
    assertThat(sweep.variants())
        .allSatisfy(
            variant -> {
              assertThat(variant.config().training().epochs()).isEqualTo(5);
              assertThat(variant.config().training().milestones()).containsExactly(2, 4);
            });
    assertThat(sweep.variants())
        .extracting(variant -> variant.config().training().learningRate())
        .containsExactly(1e-3, 1e-4, 1e-5, 1e-3, 1e-4, 1e-5);
    assertThat(sweep.axes())
        .isEqualTo(
            Map.of(
                "model.backbone", List.of("resnet18", "vgg16"),
                "training.learningRate", List.of("0.001", "1e-4", "1e-5")));
  }

  @Test
  void autoIsFoundOutForEachRun() {
    Sweep sweep =
        Sweep.expand(
            """
            {"data": {"imageSize": "auto", "interpolation": "auto"},
             "model": {"backbone": ["resnet50", "efficientnet_b3"]}}
            """,
            "s.json");
    assertThat(sweep.variants())
        .extracting(
            variant -> variant.config().data().imageSize(),
            variant -> variant.config().data().interpolation())
        .containsExactly(tuple(224, Interpolation.BILINEAR), tuple(300, Interpolation.BICUBIC));
    assertThat(ConfigJson.writeAll(sweep.written())).contains("\"imageSize\": \"auto\"");
  }

  @Test
  void listFieldsAreSweptByListsOfLists() {
    Sweep sweep = Sweep.expand("{\"training\": {\"milestones\": [[12, 16], [], [3]]}}", "s.json");
    assertThat(sweep.variants())
        .extracting(variant -> variant.config().training().milestones())
        .containsExactly(List.of(12, 16), List.of(), List.of(3));
    assertThat(sweep.variants())
        .extracting(Sweep.Variant::name)
        .containsExactly("milestones=[12, 16]", "milestones=[]", "milestones=[3]");
  }

  @Test
  void plainConfigurationIsASweepOfOne() {
    Sweep sweep = Sweep.expand("{\"training\": {\"epochs\": 5}}", "s.json");
    assertThat(sweep.axes()).isEmpty();
    assertThat(sweep.variants())
        .containsExactly(
            new Sweep.Variant(
                "", ConfigJson.with(ExperimentConfig.defaults(), "training.epochs", "5")));
  }

  @Test
  void autoCanBeOneOfTheValues() {
    Sweep sweep = Sweep.expand("{\"training\": {\"batchSizeFrozen\": [\"same\", 64]}}", "s.json");
    assertThat(sweep.variants())
        .extracting(variant -> variant.config().training().batchSizeFrozen())
        .containsExactly(null, 64);
    assertThat(sweep.axes().get("training.batchSizeFrozen")).containsExactly("same", "64");
  }

  @Test
  void problemsOfAllValuesAreToldOnce() {
    assertThatThrownBy(
            () ->
                Sweep.expand(
                    """
                    {"training": {
                      "epochs": [1, "x"],
                      "batchSize": [8, 16,
                        2.5],
                      "seed": [],
                      "milestones": [[1], 2],
                      "learningrate": [1]}}
                    """,
                    "s.json"))
        .isInstanceOf(TagwrightException.class)
        .hasMessage(
            """
            s.json has 5 problems:
              line 2: training.epochs: expected a whole number, found "x"
              line 4: training.batchSize: expected a whole number, found 2.5
              line 5: training.seed: the list of values to try is empty
              line 6: training.milestones: expected a list of whole numbers such as [12, 16], found 2
              line 7: training.learningrate: there is no such field; the nearest is training.learningRate\
            """);
  }

  @Test
  void sameValueTwiceIsAProblem() {
    assertThatThrownBy(
            () -> Sweep.expand("{\"training\": {\"learningRate\": [1e-3, 0.001]}}", "s.json"))
        .hasMessage("s.json, line 1: training.learningRate: the value 0.001 stands twice");
  }

  @Test
  void hugeSweepsAreRefusedBeforeTheyAreMade() {
    String many = "[" + String.join(",", java.util.Collections.nCopies(300, "1")) + "]";
    assertThatThrownBy(
            () ->
                Sweep.expand(
                    "{\"training\": {\"epochs\": %s, \"seed\": %s}}".formatted(many, many),
                    "s.json"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("90000 runs")
        .hasMessageContaining("training.epochs");
  }

  @Test
  void valuesTypedInTheFormExpandTheSame() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("training.learningRate", List.of("1e-3", " 1e-4"));
    values.put("validation.selectBy", List.of("map", "cf1"));
    Sweep sweep = Sweep.expand(ExperimentConfig.defaults(), values);
    assertThat(sweep.variants())
        .extracting(Sweep.Variant::name)
        .containsExactly(
            "learningRate=0.001, selectBy=map",
            "learningRate=0.001, selectBy=cf1",
            "learningRate=1e-4, selectBy=map",
            "learningRate=1e-4, selectBy=cf1");
    assertThatThrownBy(
            () ->
                Sweep.expand(
                    ExperimentConfig.defaults(), Map.of("training.epochs", List.of("3", "q"))))
        .hasMessage("The sweep: training.epochs: expected a whole number, found \"q\"");
  }
}
