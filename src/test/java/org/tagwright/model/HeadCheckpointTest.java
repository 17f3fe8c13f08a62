package org.tagwright.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tagwright.checkpoint.CheckpointField.MODEL_HEAD;
import static org.tagwright.checkpoint.CheckpointField.MODEL_NAME;
import static org.tagwright.checkpoint.CheckpointField.MODEL_POOLING;
import static org.tagwright.checkpoint.CheckpointField.NUM_CLASSES;

import ai.djl.Device;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.layer.Precision;
import org.tagwright.torchfile.tensor.TorchTensor;

/** Which head a checkpoint has, and what of it a network with another head takes over. */
class HeadCheckpointTest {
  @TempDir Path temp;

  private static Classifier classifier(String set, long seed, Map<String, TorchTensor> tensors) {
    ExperimentConfig config =
        ConfigJson.with(ExperimentConfig.defaults(), "model.backbone", "mobilenet_v2");
    String[] parts = set.split("=", 2);
    config = ConfigJson.with(config, parts[0], parts[1]);
    return Classifier.create(config.model(), 3, seed, Device.cpu(), Precision.FP32, tensors);
  }

  private Path checkpoint(Classifier classifier, String head, String pooling) {
    Path file = temp.resolve("a.pt");
    CheckpointMetadata metadata =
        CheckpointMetadata.builder()
            .set(MODEL_NAME, "mobilenet_v2")
            .set(NUM_CLASSES, 3)
            .set(MODEL_HEAD, head)
            .set(MODEL_POOLING, pooling)
            .build();
    Checkpoint.write(file, metadata, classifier.snapshot());
    return file;
  }

  @ParameterizedTest
  @CsvSource({"csra,", "mlDecoder,", ",max", ",both", ","})
  void aCheckpointOpensWithTheHeadThatItSays(String head, String pooling) {
    String set = head == null ? "model.pooling=" + pooling : "model.head=" + head;
    try (Classifier classifier = classifier(set.replace("null", "average"), 1, Map.of())) {
      Path file = checkpoint(classifier, head, pooling);
      try (Tagger tagger = Tagger.open(file, "cpu", ExperimentConfig.Precision.FP32)) {
        assertThat(tagger.labels().size()).isEqualTo(3);
      }
    }
  }

  @Test
  void aHeadOfALaterVersionIsRefusedByName() {
    try (Classifier classifier = classifier("model.head=linear", 1, Map.of())) {
      Path file = checkpoint(classifier, "query2label", null);
      assertThatThrownBy(() -> Tagger.open(file, "cpu", ExperimentConfig.Precision.FP32))
          .isInstanceOf(TagwrightException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("query2label");
    }
  }

  /** Average and both have batch norms of one shape: half of a head would be worse than none. */
  @Test
  void anotherHeadLeavesTheBackboneAndIsDrawnAsAWhole() {
    try (Classifier before = classifier("model.pooling=average", 1, Map.of())) {
      Map<String, TorchTensor> saved = before.snapshot();
      for (String set : new String[] {"model.pooling=both", "model.head=csra"}) {
        try (Classifier after = classifier(set, 2, saved);
            Classifier drawn = classifier(set, 2, Map.of())) {
          String head = after.headPath();
          assertThat(after.loaded().besides(head).complete()).isTrue();
          assertThat(after.loaded().within(head).complete()).isFalse();
          after
              .snapshot()
              .forEach(
                  (name, tensor) -> {
                    boolean own = name.startsWith(head + ".");
                    assertThat(bytes(tensor))
                        .as(name)
                        .isEqualTo(bytes(own ? drawn.snapshot().get(name) : saved.get(name)));
                  });
        }
      }
    }
  }

  private static ByteBuffer bytes(TorchTensor tensor) {
    ByteBuffer values = tensor.bytes();
    return ByteBuffer.allocate(values.remaining()).put(values.duplicate()).flip();
  }
}
