package org.tagwright.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.TestFiles;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.TorchTensor;

class CheckpointMetadataTest {
  private static final Map<String, TorchTensor> STATE =
      Map.of("w", TorchTensor.of(new float[] {1, 2}, 2));

  private static final Offset<Double> EXACTLY = within(1e-7);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"checkpoint-zip.pt", "checkpoint-legacy.pt"})
  void checkpointsOfPyTorchScriptsAreReadThoughTheyLackFields(String name) {
    CheckpointMetadata metadata = CheckpointMetadata.read(TestFiles.real(folder, name));

    assertThat(metadata.modelName()).isEqualTo("resnet18");
    assertThat(metadata.bestValF1()).isEqualTo(0.61); // saved as a numpy number
    assertThat(metadata.bestEpoch()).isEqualTo(7);
    assertThat(metadata.totalEpochs()).isEqualTo(18);
    assertThat(metadata.bestThreshold()).isEqualTo(0.45f); // saved as a tensor
    assertThat(metadata.numClasses()).isEqualTo(2);
    assertThat(metadata.get(CheckpointField.LEARNING_RATES)).isEqualTo(List.of(1e-5, 1e-4));
    assertThat(metadata.get(CheckpointField.LR_MILESTONES)).isEqualTo(List.of(12L, 16L));
    assertThat(metadata.get(CheckpointField.USE_DIFFERENTIAL_LR)).isEqualTo(false);
    assertThat(metadata.get(CheckpointField.BACKBONE_BASE_LR)).isNull();
    assertThat(metadata.get(CheckpointField.VAL_SPLIT)).isNull();
    assertThat(metadata.extras()).isEqualTo(TagwrightExtras.NONE);
    assertThat(metadata.others()).containsExactly(Map.entry("their_own", "note"));
  }

  @Test
  void ourCheckpointHoldsEveryKeyOfTheOlderProjectWithPlainPythonKinds() {
    Path file = folder.resolve("a.pt");
    TorchWriter.write(file, full().toDict(STATE));

    Map<?, ?> dict = (Map<?, ?>) TorchFile.open(file);

    List<String> keys = new ArrayList<>(List.of("state_dict"));
    keys.addAll(
        Arrays.asList(
            ("model_name best_val_f1 best_epoch total_epochs best_threshold batch_size"
                    + " train_batch_size_frozen train_batch_size_unfrozen val_batch_size"
                    + " learning_rate learning_rates use_differential_lr base_learning_rate"
                    + " backbone_base_lr head_base_lr lr_milestones lr_decay_factor"
                    + " freeze_backbone_at_start unfreeze_backbone_epoch th_multi_label val_split"
                    + " train_metrics_every_n_epochs val_every_n_epochs seed num_workers"
                    + " num_classes early_stopping_enabled early_stopping_patience"
                    + " early_stopping_min_delta tagwright")
                .split(" ")));
    assertThat(dict.keySet()).isEqualTo(new java.util.LinkedHashSet<Object>(keys));
    assertThat(dict.get("state_dict")).isInstanceOf(OrderedDict.class);
    assertThat(dict.get("best_epoch")).isEqualTo(7L);
    assertThat(dict.get("best_val_f1")).isEqualTo(0.75);
    assertThat(dict.get("lr_milestones")).isEqualTo(List.of(12L, 16L));
    assertThat(dict.get("learning_rates")).isEqualTo(List.of(1e-4));
    assertThat(dict.get("freeze_backbone_at_start")).isEqualTo(true);
    assertThat(dict.get("val_split")).isNull();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Path file = folder.resolve("a.pt");
    TorchWriter.write(file, full().toDict(STATE));

    CheckpointMetadata read = CheckpointMetadata.read(file);

    assertThat(read.fields()).isEqualTo(full().fields());
    assertThat(read.extras()).isEqualTo(full().extras());
    assertThat(read.others()).isEmpty();
  }

  @Test
  void valuesOfAnotherKindCountAsAbsentAndAreKeptAndTold() {
    Path file = folder.resolve("odd.pt");
    TorchWriter.write(
        file, Map.of("state_dict", Map.of(), "best_epoch", "seven", "learning_rates", 0.1));

    CheckpointMetadata read = CheckpointMetadata.read(file);

    assertThat(read.bestEpoch()).isNull();
    assertThat(read.others()).containsEntry("best_epoch", "seven");
    assertThat(read.problems()).containsExactly("best_epoch is \"seven\", not an integer");
    assertThat(read.get(CheckpointField.LEARNING_RATES)).isEqualTo(List.of(0.1));
  }

  @Test
  void whatIsNotUnderstoodInOurOwnDictIsToldToo() {
    Path file = folder.resolve("odd.pt");
    TorchWriter.write(
        file,
        Map.of(
            "model_state_dict",
            STATE,
            "tagwright",
            Map.of("class_thresholds", List.of(0.5, "high"), "metrics", Map.of("map", true))));

    CheckpointMetadata read = CheckpointMetadata.read(file);

    assertThat(read.problems())
        .containsExactlyInAnyOrder(
            "tagwright.class_thresholds is a list of 2, not a list of numbers",
            "tagwright.metrics.map is True, not a number");
    assertThat(read.others()).isEmpty();
  }

  @Test
  void whatNoCheckpointCanMeanIsToldAndDecidesNothing() {
    Path file = folder.resolve("odd.pt");
    TorchWriter.write(
        file,
        Map.of(
            "state_dict",
            STATE,
            "num_classes",
            3,
            "best_threshold",
            1.7,
            "tagwright",
            Map.of(
                "class_names", List.of("cat", "dog"), "resize", "stretch", "orientation", "left")));

    CheckpointMetadata read = CheckpointMetadata.read(file);

    assertThat(read.problems())
        .containsExactlyInAnyOrder(
            "best_threshold is 1.7, not between 0 and 1",
            "tagwright.class_names has 2 names for 3 classes",
            "tagwright.resize is \"stretch\", not squash or crop",
            "tagwright.orientation is \"left\", not ignore or apply");
    assertThat(DecisionThresholds.of(null, false, read, 3).global()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thresholds-view-zip.pt",
        "thresholds-view-legacy.pt",
        "thresholds-float64-zip.pt",
        "thresholds-parameter-zip.pt"
      })
  void aThresholdThatIsAViewOfAllThatWereTriedIsTheOneThatDecides(String name) {
    CheckpointMetadata metadata = CheckpointMetadata.read(TestFiles.real(folder, name));

    assertThat(DecisionThresholds.of(null, false, metadata, 2).global()).isCloseTo(0.3, EXACTLY);
    assertThat(metadata.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"thresholds-list-zip.pt", "thresholds-list-legacy.pt", "thresholds-tensor-zip.pt"})
  void aThresholdPerClassDecidesForEachClass(String name) {
    CheckpointMetadata metadata = CheckpointMetadata.read(TestFiles.real(folder, name));

    assertThat(DecisionThresholds.of(null, false, metadata, 2).resolved(2))
        .containsExactly(new double[] {0.1, 0.9}, EXACTLY);
    assertThat(DecisionThresholds.of(0.5, false, metadata, 2).resolved(2))
        .containsExactly(0.5, 0.5);
    assertThatThrownBy(() -> DecisionThresholds.of(null, false, metadata, 3))
        .hasMessageContaining("has 2 of them for 3 classes");
  }

  @Test
  void aThresholdThatIsNaNDecidesNothing() {
    Path file = folder.resolve("nan.pt");
    TorchWriter.write(file, Map.of("state_dict", STATE, "best_threshold", Double.NaN));
    CheckpointMetadata metadata = CheckpointMetadata.read(file);

    assertThatThrownBy(() -> DecisionThresholds.of(null, false, metadata, 2))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("--threshold");
  }

  @Test
  void weightsAloneAreNoCheckpoint() {
    Path file = folder.resolve("weights.pth");
    TorchWriter.write(file, STATE);

    assertThatThrownBy(() -> CheckpointMetadata.read(file))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("no checkpoint");
  }

  @Test
  void aFieldTakesOnlyItsKind() {
    assertThatThrownBy(() -> CheckpointMetadata.builder().set(CheckpointField.SEED, "42"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static CheckpointMetadata full() {
    return CheckpointMetadata.builder()
        .set(CheckpointField.MODEL_NAME, "resnet18")
        .set(CheckpointField.BEST_VAL_F1, 0.75)
        .set(CheckpointField.BEST_EPOCH, 7)
        .set(CheckpointField.LEARNING_RATES, List.of(1e-4))
        .set(CheckpointField.LR_MILESTONES, List.of(12, 16))
        .set(CheckpointField.FREEZE_BACKBONE_AT_START, true)
        .set(CheckpointField.VAL_SPLIT, null)
        .extras(
            new TagwrightExtras(
                TagwrightExtras.CURRENT_SCHEMA,
                "weighted_f1",
                Map.of("weighted_f1", 0.75, "map", 0.8),
                List.of(0.4, 0.6),
                List.of("person", "bicycle"),
                224L,
                "squash",
                "2026-01-01-resnet18",
                "{}"))
        .build();
  }
}
