package org.tagwright.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tagwright.config.ModelSettings.WeightsVersion.DEFAULT;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.backbone.Preprocessing;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.model.Backbone;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.TorchTensor;

class ImportedWeightsTest {
  @TempDir Path folder;

  @Test
  void importTakesWeightsOfABackboneUnderANameThatIsFound() throws IOException {
    PretrainedWeights weights = new PretrainedWeights(folder.resolve("weights"));
    Path own = folder.resolve("my best.pt");
    TorchWriter.write(own, zeros(Backbone.of("resnet18")));

    PretrainedWeights.Imported imported = weights.importFile(own, Progress.NONE);

    assertThat(imported.backbone()).isEqualTo("resnet18");
    assertThat(imported.file().getFileName().toString()).matches("resnet18-[0-9a-f]{8}\\.pth");
    assertThat(imported.file()).hasSameBinaryContentAs(own);
    assertThat(weights.find("resnet18", DEFAULT)).contains(imported.file());
    assertThat(weights.fetch("resnet18", DEFAULT, Progress.NONE)).isEqualTo(imported.file());
    assertThat(weights.importFile(own, Progress.NONE)).isEqualTo(imported);
    assertThat(weights.find("resnet50", DEFAULT)).isEmpty();
  }

  @Test
  void importRefusesWhatFitsNoBackbone() {
    PretrainedWeights weights = new PretrainedWeights(folder.resolve("weights"));
    Path own = folder.resolve("own.pth");
    Map<String, TorchTensor> state = zeros(Backbone.of("resnet18"));
    state.put("conv1.weight", TorchTensor.of(new float[64], 64));
    TorchWriter.write(own, state);

    assertThatThrownBy(() -> weights.importFile(own, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(own.toString())
        .hasMessageContaining("Closest is resnet18; of another shape: conv1.weight, float32[64]");
    assertThat(weights.folder()).doesNotExist();
  }

  @Test
  void importRefusesALargerNetworkOfTheSameFamily() {
    // A resnet34 has all of a resnet18's tensors in their shapes, and more.
    Map<String, TorchTensor> resnet34 = zeros(Backbone.of("resnet18"));
    resnet34.put("layer1.2.conv1.weight", TorchTensor.of(new float[9], 1, 1, 3, 3));
    resnet34.put("layer1.2.bn1.weight", TorchTensor.of(new float[1], 1));
    resnet34.put("fc.weight", TorchTensor.of(new float[1], 1, 1));
    Path own = folder.resolve("resnet34.pth");
    TorchWriter.write(own, resnet34);

    assertThatThrownBy(
            () -> new PretrainedWeights(folder.resolve("weights")).importFile(own, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("Closest is resnet18; left over: layer1.2.conv1.weight and 1 more");
  }

  @Test
  void importRefusesWeightsThatAreNaN() {
    Map<String, TorchTensor> state = zeros(Backbone.of("resnet18"));
    float[] diverged = new float[64];
    diverged[63] = Float.NaN;
    state.put("bn1.bias", TorchTensor.of(diverged, 64));
    Path own = folder.resolve("diverged.pth");
    TorchWriter.write(own, state);

    assertThatThrownBy(
            () -> new PretrainedWeights(folder.resolve("weights")).importFile(own, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(own + " holds weights that are NaN (bn1.bias)");
  }

  @Test
  void importRefusesAFileWhoseNameGivesAnotherChecksum() {
    PretrainedWeights weights = new PretrainedWeights(folder.resolve("weights"));
    Path own = folder.resolve("resnet18-f37072fd.pth");
    TorchWriter.write(own, zeros(Backbone.of("resnet18")));

    assertThatThrownBy(() -> weights.importFile(own, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("damaged")
        .hasMessageContaining("f37072fd");
  }

  @Test
  void weightsComeFromAFolderAddressToo() throws IOException {
    Path mirror = Files.createDirectories(folder.resolve("mirror"));
    Files.writeString(mirror.resolve("tiny-ba7816bf.pth"), "abc");
    PretrainedWeights weights =
        new PretrainedWeights(
            folder.resolve("weights"),
            URI.create(mirror.toUri().toString()),
            Duration.ofSeconds(1),
            Map.of(
                "tiny",
                List.of(
                    new PublishedWeights(
                        "tiny-ba7816bf.pth", "test", 1, 0, Preprocessing.bilinear(256, 224)))));

    assertThat(weights.fetch("tiny", DEFAULT, Progress.NONE)).hasContent("abc");
  }

  private static Map<String, TorchTensor> zeros(Backbone backbone) {
    Scope root = Scope.root();
    var unused = backbone.architecture().apply(root);
    Map<String, TorchTensor> state = new LinkedHashMap<>();
    for (Weight weight : root.state()) {
      if (weight.role() != Weight.Role.COUNTER) {
        int bytes = (int) weight.size() * 4;
        state.put(
            weight.name(),
            TorchTensor.of(ElementType.FLOAT32, ByteBuffer.allocate(bytes), weight.shape()));
      }
    }
    return state;
  }
}
