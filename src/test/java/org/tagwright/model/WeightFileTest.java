package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.TorchTensor;

class WeightFileTest {
  @TempDir Path folder;

  @Test
  void weightsAreFoundInEveryUsualWrapping() {
    TorchTensor tensor = TorchTensor.of(new float[] {1}, 1);
    Map<String, Map<String, ?>> files = new LinkedHashMap<>();
    files.put("bare", Map.of("conv1.weight", tensor));
    files.put("checkpoint", Map.of("state_dict", Map.of("conv1.weight", tensor), "epoch", 3));
    files.put("model", Map.of("model", Map.of("conv1.weight", tensor), "optimizer", Map.of()));
    files.put("parallel", Map.of("state_dict", Map.of("module.conv1.weight", tensor)));
    files.put("compiled", Map.of("_orig_mod.conv1.weight", tensor));
    files.forEach(
        (name, content) -> {
          Path file = folder.resolve(name + ".pt");
          TorchWriter.write(file, content);
          assertThat(WeightFile.read(file)).as(name).containsOnlyKeys("conv1.weight");
        });
  }

  @Test
  void publishedDensenetNamesBecomeTorchvisions() {
    Path file = folder.resolve("densenet.pth");
    TorchTensor tensor = TorchTensor.of(new float[] {1}, 1);
    String layer = "features.denseblock1.denselayer12.";
    Map<String, TorchTensor> old = new LinkedHashMap<>();
    for (String key :
        List.of(
            "features.conv0.weight",
            "features.norm0.running_mean",
            layer + "norm.1.running_var",
            layer + "conv.2.weight",
            layer + "norm1.bias",
            "features.transition1.norm.weight",
            "classifier.weight")) {
      old.put(key, tensor);
    }
    TorchWriter.write(file, old);

    assertThat(WeightFile.read(file).keySet())
        .containsExactly(
            "features.conv0.weight",
            "features.norm0.running_mean",
            layer + "norm1.running_var",
            layer + "conv2.weight",
            layer + "norm1.bias",
            "features.transition1.norm.weight",
            "classifier.weight");
  }

  @Test
  void aFileWithoutWeightsIsRefused() {
    Path file = folder.resolve("numbers.pt");
    TorchWriter.write(file, Map.of("epoch", 3));

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void checkpointIsReadBackAndReplacedAtomically() {
    Path file = folder.resolve("resnet18/best.pt");
    for (float value : new float[] {1, 2}) {
      Checkpoint.write(
          file,
          CheckpointMetadata.builder().set(CheckpointField.MODEL_NAME, "resnet18").build(),
          Map.of("conv1.weight", TorchTensor.of(new float[] {value}, 1)));
    }
    Checkpoint read = Checkpoint.read(file);

    assertThat(read.metadata().modelName()).isEqualTo("resnet18");
    assertThat(read.stateDict().get("conv1.weight").floats()).containsExactly(2);
    assertThat(Checkpoint.readMetadata(file).fields()).isEqualTo(read.metadata().fields());
  }

  @Test
  void importTakesWeightsOfABackboneUnderANameThatIsFound() throws IOException {
    PretrainedWeights weights = new PretrainedWeights(folder.resolve("weights"));
    Path own = folder.resolve("my best.pt");
    TorchWriter.write(own, zeros(Backbone.RESNET18));

    PretrainedWeights.Imported imported = weights.importFile(own, Progress.NONE);

    assertThat(imported.backbone()).isEqualTo("resnet18");
    assertThat(imported.file().getFileName().toString()).matches("resnet18-[0-9a-f]{8}\\.pth");
    assertThat(imported.file()).hasSameBinaryContentAs(own);
    assertThat(weights.find("resnet18")).contains(imported.file());
    assertThat(weights.fetch("resnet18", Progress.NONE)).isEqualTo(imported.file());
    assertThat(weights.importFile(own, Progress.NONE)).isEqualTo(imported);
    assertThat(weights.find("resnet50")).isEmpty();
  }

  @Test
  void importRefusesWhatFitsNoBackbone() {
    PretrainedWeights weights = new PretrainedWeights(folder.resolve("weights"));
    Path own = folder.resolve("own.pth");
    Map<String, TorchTensor> state = zeros(Backbone.RESNET18);
    state.put("conv1.weight", TorchTensor.of(new float[64], 64));
    TorchWriter.write(own, state);

    assertThatThrownBy(() -> weights.importFile(own, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(own.toString())
        .hasMessageContaining("resnet18 (conv1.weight is [64], not [64, 3, 7, 7])");
    assertThat(weights.folder()).doesNotExist();
  }

  @Test
  void importRefusesAFileWhoseNameGivesAnotherChecksum() {
    PretrainedWeights weights = new PretrainedWeights(folder.resolve("weights"));
    Path own = folder.resolve("resnet18-f37072fd.pth");
    TorchWriter.write(own, zeros(Backbone.RESNET18));

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
            List.of(new PublishedWeights("tiny", "tiny-ba7816bf.pth", "test", 1)));

    assertThat(weights.fetch("tiny", Progress.NONE)).hasContent("abc");
  }

  private static Map<String, TorchTensor> zeros(Backbone backbone) {
    Scope root = Scope.root();
    backbone.build(root);
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
