package org.tagwright.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;

class SavedWeightsTest {
  private static final TorchTensor TENSOR = TorchTensor.of(new float[] {1}, 1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"state_dict", "model_state_dict", "model"})
  void weightsAreFoundUnderEveryUsualKey(String key) {
    assertThat(read(Map.of(key, Map.of("conv1.weight", TENSOR), "epoch", 3)))
        .containsOnlyKeys("conv1.weight");
    assertThat(read(Map.of("conv1.weight", TENSOR))).containsOnlyKeys("conv1.weight");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "module.",
        "_orig_mod.",
        "model.",
        "net.",
        "module._orig_mod.",
        "_orig_mod.module.",
        "model._orig_mod.module.",
        "module.module.",
        "_orig_mod.net.module."
      })
  void wrappersAreTakenOffInAnyOrder(String wrappers) {
    assertThat(read(Map.of(wrappers + "conv1.weight", TENSOR, wrappers + "fc.bias", TENSOR)))
        .containsOnlyKeys("conv1.weight", "fc.bias");
  }

  @Test
  void anAveragedModelsCountIsNoWeight() {
    TorchTensor count = TorchTensor.of(new long[] {5});
    assertThat(read(Map.of("n_averaged", count, "module.conv1.weight", TENSOR)))
        .containsOnlyKeys("conv1.weight");
    assertThat(read(Map.of("_orig_mod.n_averaged", count, "_orig_mod.module.fc.bias", TENSOR)))
        .containsOnlyKeys("fc.bias");
  }

  @Test
  void ofALightningModuleTheNetworkIsTaken() {
    assertThat(
            read(
                Map.of(
                    "pytorch-lightning_version",
                    "2.5",
                    "state_dict",
                    Map.of("model.conv1.weight", TENSOR, "loss.pos_weight", TENSOR))))
        .containsOnlyKeys("conv1.weight");
  }

  @Test
  void anotherNetworksNamesStayAsTheyAre() {
    assertThat(read(Map.of("module.conv1.weight", TENSOR, "fc.bias", TENSOR)))
        .containsOnlyKeys("module.conv1.weight", "fc.bias");
  }

  @Test
  void publishedDensenetNamesBecomeTorchvisions() {
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
      old.put(key, TENSOR);
    }

    assertThat(read(old).keySet())
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
    assertThatThrownBy(() -> read(Map.of("epoch", 3)))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(folder.resolve("weights.pt").toString());
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
    assertThat(CheckpointMetadata.read(file).fields()).isEqualTo(read.metadata().fields());
  }

  private Map<String, TorchTensor> read(Map<String, ?> root) {
    Path file = folder.resolve("weights.pt");
    TorchWriter.write(file, root);
    return SavedWeights.read(file);
  }
}
