package org.tagwright.model.layer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tagwright.model.Backbone;

/**
 * Every array of images that flows between the layers lies channels last in memory, and so does its
 * gradient: one operation that loses the strides costs a copy there and slow kernels after it.
 */
public class ChannelsLastTest {
  private static final TorchFunctions STRIDES = new TorchFunctions("strides.torchscript");

  @ParameterizedTest
  @MethodSource("org.tagwright.model.Golden#backbones")
  public void stridesSurviveEveryOperationForwardAndBackward(Backbone backbone) {
    for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
      try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
        check(backbone, precision, manager);
      }
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("org.tagwright.model.Golden#others")
  void soTheyDoInTheOthers(Backbone backbone) {
    stridesSurviveEveryOperationForwardAndBackward(backbone);
  }

  private static void check(Backbone backbone, Precision precision, NDManager manager) {
    Scope root = Scope.root();
    Layer maps = backbone.architecture().apply(root).maps();
    // Not the neck's: vgg16 has half a gigabyte there, which no map flows through.
    root.state().stream()
        .filter(weight -> !weight.name().startsWith("classifier."))
        .forEach(
            weight -> {
              weight.create(manager);
              weight.draw(1);
            });
    List<NDArray> made = new ArrayList<>();
    Pass pass =
        Pass.training(precision, 1).watched(y -> made.add(STRIDES.differentiable("forward", y)));
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try {
      NDArray x = manager.ones(new Shape(2, 64, 64, 3)).transpose(0, 3, 1, 2);
      NDArray output = maps.forward(precision.cast(x, manager).array(), pass);
      NDArray loss = Precision.toFloat32(output, precision).square().sum();

      NDList gradients = STRIDES.runForList(manager, "gradients", loss, made);

      assertThat(made).hasSizeGreaterThan(15);
      assertThat(made).allMatch(ChannelsLastTest::channelsLast, "channels last");
      assertThat(gradients).hasSameSizeAs(made);
      assertThat(gradients).allMatch(ChannelsLastTest::channelsLast, "channels last");
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /**
   * Images are square, so the two dimensions of the same length are not the channels; tokens are N
   * × places × channels.
   */
  private static boolean channelsLast(NDArray array) {
    Shape shape = array.getShape();
    boolean second = shape.dimension() == 4 && shape.get(2) == shape.get(3);
    long channels = second ? 1 : shape.dimension() - 1L;
    return STRIDES.run("channels_last", array, channels).getBoolean();
  }

  @org.junit.jupiter.api.Test
  void aPlainArrayIsToldFromOneThatLiesChannelsLast() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray plain = manager.ones(new Shape(2, 3, 4, 4));
      assertThat(channelsLast(plain)).isFalse();
      assertThat(channelsLast(manager.ones(new Shape(2, 4, 4, 3)).transpose(0, 3, 1, 2))).isTrue();
    }
  }
}
