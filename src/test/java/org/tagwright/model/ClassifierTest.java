package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;

class ClassifierTest {
  /** vgg16 takes too long for what it adds here. */
  private static Stream<Backbone> allButTheLargest() {
    return Golden.backbones().stream().filter(backbone -> !backbone.name().equals("vgg16"));
  }

  private static final int SIZE = 64;

  @ParameterizedTest
  @ValueSource(strings = {"resnet18", "mobilenet_v2"})
  void aFrozenBackboneStaysAsItIsWhileTheHeadLearns(String torchvisionName) {
    Backbone backbone = Backbone.of(torchvisionName);
    try (Classifier classifier = classifier(backbone, Precision.FP32).withoutNoise();
        Optimizer optimizer = new Optimizer(classifier)) {
      settleStatistics(classifier);
      Map<String, ByteBuffer> before = values(classifier);
      List<Weight> head = classifier.headParameters();
      float first = 0;
      float last = 0;
      for (int i = 0; i < 20; i++) {
        try (NDManager step = classifier.newStep()) {
          NDArray logits = classifier.logits(images(step, 4), Mode.TRAIN_FROZEN_BACKBONE, i);
          NDArray loss =
              classifier.loss(
                  logits, step.create(new float[] {1, 0, 0, 1, 1, 0, 0, 1}, new Shape(4, 2)), null);
          optimizer.step(head, Classifier.gradients(loss, head), 1e-2);
          last = loss.getFloat();
          first = i == 0 ? last : first;
        }
      }

      assertThat(last).isLessThan(0.95f * first);
      Map<String, ByteBuffer> after = values(classifier);
      String prefix = head.get(0).name().replace("0.weight", "");
      for (String name : before.keySet()) {
        if (!name.startsWith(prefix)) {
          assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
        }
      }
      for (Weight weight : head) {
        if (!weight.name().equals(prefix + "0.bias")) { // the norm after it takes it away
          assertThat(after.get(weight.name())).isNotEqualTo(before.get(weight.name()));
        }
      }
    }
  }

  @Test
  void theBackboneLearnsWithTheHeadWhenItIsNotFrozen() {
    try (Classifier classifier = classifier(Backbone.of("mobilenet_v2"), Precision.BF16);
        Optimizer optimizer = new Optimizer(classifier)) {
      float first = 0;
      float last = 0;
      for (int i = 0; i < 12; i++) {
        try (NDManager step = classifier.newStep()) {
          NDArray logits = classifier.logits(images(step, 4), Mode.TRAIN, i);
          NDArray loss =
              classifier.loss(
                  logits, step.create(new float[] {1, 0, 0, 1, 1, 0, 0, 1}, new Shape(4, 2)), null);
          List<Weight> all = classifier.parameters();
          optimizer.step(all, Classifier.gradients(loss, all), 1e-3);
          last = loss.getFloat();
          first = i == 0 ? last : first;
        }
      }
      assertThat(last).isLessThan(first * 0.7f);
    }
  }

  @ParameterizedTest
  @MethodSource("allButTheLargest")
  void bfloat16ScoresAsFloat32Does(Backbone backbone) {
    try (Classifier exact = classifier(backbone, Precision.FP32);
        Classifier fast = classifier(backbone, Precision.BF16);
        NDManager step = exact.newStep()) {
      fast.load(exact.snapshot());
      float[] expected = exact.logits(images(step, 4), Mode.EVALUATE, 0).toFloatArray();
      float[] found = fast.logits(images(step, 4), Mode.EVALUATE, 0).toFloatArray();
      double squares = 0;
      double errors = 0;
      for (int i = 0; i < expected.length; i++) {
        squares += expected[i] * expected[i];
        errors += Math.pow(expected[i] - found[i], 2);
      }
      assertThat(Math.sqrt(errors / squares)).isLessThan(0.08);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("org.tagwright.model.Golden#others")
  void soItDoesInTheOthers(Backbone backbone) {
    bfloat16ScoresAsFloat32Does(backbone);
  }

  @ParameterizedTest
  @MethodSource("allButTheLargest")
  void aClassMapIsAGridOverTheImageScaledToOne(Backbone backbone) {
    try (Classifier classifier = classifier(backbone, Precision.FP32);
        NDManager step = classifier.newStep()) {
      List<ClassMap> maps = classifier.classMaps(images(step, 2), 1);

      assertThat(maps).hasSize(2);
      for (ClassMap map : maps) {
        assertThat(map.rows()).isEqualTo(backbone.mapSide(SIZE));
        assertThat(map.values()).hasSize(map.rows() * map.rows()).doesNotContain(Float.NaN);
        float[] sorted = map.values().clone();
        Arrays.sort(sorted);
        assertThat(sorted[0]).isNotNegative();
        assertThat(sorted[sorted.length - 1]).isIn(0f, 1f);
      }
    }
  }

  @Test
  void theSameSeedDrawsTheSameWeights() {
    try (Classifier one = classifier(Backbone.of("resnet18"), Precision.FP32);
        Classifier two = classifier(Backbone.of("resnet18"), Precision.FP32)) {
      assertThat(values(one)).isEqualTo(values(two));
    }
  }

  @Test
  void aTrainingBatchOfOneIsRefused() {
    try (Classifier classifier = classifier(Backbone.of("mobilenet_v2"), Precision.FP32);
        NDManager step = classifier.newStep()) {
      assertThatThrownBy(() -> classifier.logits(images(step, 1), Mode.TRAIN, 0))
          .hasMessageContaining("one image");
    }
  }

  /** Deep networks that have seen nothing give the head next to nothing. */
  private static void settleStatistics(Classifier classifier) {
    for (int i = 0; i < 30; i++) {
      try (NDManager step = classifier.newStep()) {
        classifier.logits(images(step, 4), Mode.TRAIN, i);
      }
    }
  }

  private static Classifier classifier(Backbone backbone, Precision precision) {
    return Classifier.create(backbone, 2, 7, Device.cpu(), precision);
  }

  private static NDArray images(NDManager step, int count) {
    byte[] pixels = new byte[count * SIZE * SIZE * 3];
    Random random = new Random(3);
    for (int i = 0; i < pixels.length; i++) {
      int image = i / (SIZE * SIZE * 3);
      pixels[i] = (byte) (60 * image + random.nextInt(60)); // each as bright as no other
    }
    return step.create(ByteBuffer.wrap(pixels), new Shape(count, SIZE, SIZE, 3), DataType.UINT8);
  }

  private static Map<String, ByteBuffer> values(Classifier classifier) {
    return classifier.state().stream()
        .filter(weight -> weight.role() != Weight.Role.COUNTER)
        .collect(
            Collectors.toMap(
                Weight::name,
                weight -> {
                  ByteBuffer values = TorchFunctions.get().rowMajor(weight.array());
                  return ByteBuffer.allocate(values.remaining()).put(values).flip();
                }));
  }
}
