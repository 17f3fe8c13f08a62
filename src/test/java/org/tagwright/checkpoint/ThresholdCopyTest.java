package org.tagwright.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;

class ThresholdCopyTest {
  @TempDir Path folder;
  private Path checkpoint;
  private Path copy;

  @BeforeEach
  void saveCheckpoint() {
    checkpoint = folder.resolve("best_model.pt");
    copy = ThresholdCopy.proposal(checkpoint);
    CheckpointMetadata metadata =
        CheckpointMetadata.builder()
            .set(CheckpointField.MODEL_NAME, "resnet18")
            .set(CheckpointField.BEST_THRESHOLD, 0.4)
            .set(CheckpointField.SEED, 7)
            .extras(
                new TagwrightExtras(
                    1L,
                    "weighted_f1",
                    Map.of("map", 0.5),
                    List.of(0.3, 0.5),
                    List.of("cat", "dog"),
                    64L,
                    "crop",
                    "run",
                    null))
            .build();
    Map<String, Object> dict =
        new LinkedHashMap<>(
            metadata.toDict(Map.of("fc.weight", TorchTensor.of(new float[] {1, 2, 3}, 3))));
    dict.put("note_of_a_script", new TorchTuple(List.of("kept", 3L)));
    TorchWriter.write(checkpoint, dict);
  }

  @Test
  void theCopyHasTheNewThresholdsAndEverythingElseAsItWas() throws IOException {
    byte[] before = Files.readAllBytes(checkpoint);
    ThresholdCopy.write(checkpoint, copy, 0.62, new double[] {0.2, 0.8}, false);
    CheckpointMetadata saved = CheckpointMetadata.read(copy);
    assertThat(saved.bestThreshold()).isEqualTo(0.62);
    assertThat(saved.extras().classThresholds()).containsExactly(0.2, 0.8);
    assertThat(saved.extras().classThresholdsInForce()).isTrue();
    assertThat(saved.others().get("thresholds_saved")).asString().startsWith("20");
    assertThat(saved.modelName()).isEqualTo("resnet18");
    assertThat(saved.extras().classNames()).containsExactly("cat", "dog");
    assertThat(saved.extras().metrics()).containsEntry("map", 0.5);
    assertThat(saved.get(CheckpointField.SEED)).isEqualTo(7L);
    assertThat(((TorchTuple) saved.others().get("note_of_a_script")).items())
        .containsExactly("kept", 3L);
    Map<?, ?> weights = (Map<?, ?>) ((Map<?, ?>) TorchFile.open(copy)).get("state_dict");
    assertThat(((TorchTensor) weights.get("fc.weight")).doubles()).containsExactly(1, 2, 3);
    assertThat(checkpoint).hasBinaryContent(before);
    assertThat(copy.getFileName()).hasToString("best_model-thresholds.pt");
  }

  @Test
  void withAGlobalThresholdAloneTheTunedOnesStayAndDoNotDecide() {
    ThresholdCopy.write(checkpoint, copy, 0.62, new double[0], false);
    CheckpointMetadata saved = CheckpointMetadata.read(copy);
    assertThat(saved.extras().classThresholds()).containsExactly(0.3, 0.5);
    assertThat(saved.extras().classThresholdsInForce()).isFalse();
    assertThat(DecisionThresholds.of(null, false, saved, 2).resolved(2))
        .containsExactly(0.62, 0.62);
    assertThat(DecisionThresholds.of(null, true, saved, 2).resolved(2)).containsExactly(0.3, 0.5);
  }

  @Test
  void aFileThatIsThereIsReplacedOnlyWhenToldSo() throws IOException {
    Files.writeString(copy, "something of mine");
    assertThatThrownBy(() -> ThresholdCopy.write(checkpoint, copy, 0.6, new double[0], false))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("is there already");
    assertThat(copy).hasContent("something of mine");
    ThresholdCopy.write(checkpoint, copy, 0.6, new double[0], true);
    assertThat(CheckpointMetadata.read(copy).bestThreshold()).isEqualTo(0.6);
  }

  @Test
  void theCheckpointItselfIsNeverWritten() throws IOException {
    byte[] before = Files.readAllBytes(checkpoint);
    Path sameByAnotherName = Files.createSymbolicLink(folder.resolve("link.pt"), checkpoint);
    for (Path target : List.of(checkpoint, sameByAnotherName)) {
      assertThatThrownBy(() -> ThresholdCopy.write(checkpoint, target, 0.6, new double[0], true))
          .hasMessageContaining("itself");
    }
    assertThat(checkpoint).hasBinaryContent(before);
  }

  @Test
  void anotherProgramsCheckpointTakesThresholdsToo() {
    TorchWriter.write(
        checkpoint, Map.of("state_dict", Map.of("w", TorchTensor.of(new float[] {1}, 1))));
    ThresholdCopy.write(checkpoint, copy, 0.7, new double[] {0.1, 0.9}, false);
    CheckpointMetadata saved = CheckpointMetadata.read(copy);
    assertThat(saved.bestThreshold()).isEqualTo(0.7);
    assertThat(saved.extras().classThresholds()).containsExactly(0.1, 0.9);
  }
}
