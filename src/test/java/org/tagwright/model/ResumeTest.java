package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;

/** What is saved is all that is needed to go on. */
class ResumeTest {
  private static final int SIZE = 32;
  private static final int BATCH = 4;

  @TempDir Path folder;

  @Test
  void aResumedRunHasTheSameLossesToTheLastBit() throws IOException {
    resumes("mobilenet_v2");
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"convnext_tiny", "swin_t", "swin_v2_t", "vit_b_16"})
  void soDoesOneWithAttentionAndStochasticDepth(String backbone) throws IOException {
    resumes(backbone);
  }

  private void resumes(String backbone) throws IOException {
    Path file = folder.resolve("last.pt");
    List<Float> uninterrupted = new ArrayList<>();
    try (Classifier classifier = classifier(backbone, 1);
        Optimizer optimizer = new Optimizer(classifier)) {
      for (int step = 0; step < 3; step++) {
        uninterrupted.add(step(classifier, optimizer, step));
      }
      Map<String, Object> saved = new LinkedHashMap<>();
      saved.put("state_dict", classifier.snapshot());
      saved.put("optimizer", optimizer.snapshot());
      TorchWriter.write(file, saved);
      for (int step = 3; step < 5; step++) {
        uninterrupted.add(step(classifier, optimizer, step));
      }
    }
    List<Float> resumed = new ArrayList<>(uninterrupted.subList(0, 3));
    try (Classifier classifier = classifier(backbone, 2);
        Optimizer optimizer = new Optimizer(classifier)) {
      assertThat(classifier.load(tensors(file, "state_dict")).complete()).isTrue();
      optimizer.restore(classifier.parameters(), tensors(file, "optimizer"));
      for (int step = 3; step < 5; step++) {
        resumed.add(step(classifier, optimizer, step));
      }
    }

    assertThat(resumed).isEqualTo(uninterrupted).doesNotHaveDuplicates();
  }

  @Test
  void whatDoesNotFitIsListed() {
    try (Classifier twoClasses = classifier("mobilenet_v2", 1)) {
      Map<String, TorchTensor> tensors = new LinkedHashMap<>(twoClasses.snapshot());
      tensors.remove("features.0.0.weight");
      tensors.put("classifier.1.0.weight", TorchTensor.of(new float[3], 3));
      tensors.put("surplus", TorchTensor.of(new float[1]));

      LoadReport report = twoClasses.load(tensors);

      assertThat(report.loaded()).isEqualTo(twoClasses.state().size() - 2);
      assertThat(report.missing()).containsExactly("features.0.0.weight");
      assertThat(report.unexpected()).containsExactly("surplus");
      assertThat(report.mismatched())
          .singleElement()
          .asString()
          .contains("classifier.1.0.weight", "[3]", "[2, 1280]");
    }
  }

  private static Classifier classifier(String backbone, long seed) {
    return Classifier.create(Backbone.of(backbone), 2, seed, Device.cpu(), Precision.FP32);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, TorchTensor> tensors(Path file, String key) throws IOException {
    return (Map<String, TorchTensor>) ((Map<String, Object>) TorchFile.open(file)).get(key);
  }

  /** One step on a batch of its own, its dropout included; returns the loss. */
  private static float step(Classifier classifier, Optimizer optimizer, int number) {
    byte[] pixels = new byte[BATCH * SIZE * SIZE * 3];
    new Random(number).nextBytes(pixels);
    try (NDManager step = classifier.newStep()) {
      NDArray images =
          step.create(ByteBuffer.wrap(pixels), new Shape(BATCH, SIZE, SIZE, 3), DataType.UINT8);
      NDArray targets = step.create(new float[] {1, 0, 0, 1, 1, 1, 0, 0}, new Shape(BATCH, 2));
      NDArray loss = classifier.loss(classifier.logits(images, Mode.TRAIN, number), targets, null);
      List<Weight> parameters = classifier.parameters();
      optimizer.step(parameters, Classifier.gradients(loss, parameters), 1e-3);
      return loss.getFloat();
    }
  }
}
