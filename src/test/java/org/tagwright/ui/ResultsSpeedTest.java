package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.results.ResultsModel;

/** How soon ten thousand checkpoints are in the window. Says the times; bounds are generous. */
@UiTest
@Tag("long")
class ResultsSpeedTest {
  private static final int FILES = 10_000;

  @TempDir Path folder;

  @Test
  void tenThousandCheckpointsComeBitByBitAndTheWindowAnswersMeanwhile() throws Exception {
    Path root = checkpoints();
    try (WindowUnderTest window = WindowUnderTest.open(folder, 1280, 800)) {
      ResultsModel model = window.wiring().results();
      window.show(ViewId.RESULTS);
      long begin = System.nanoTime();
      Toolkit.onFx(() -> model.rootProperty().set(root));
      long first = 0;
      long slowest = 0;
      int rows = 0;
      while (rows < FILES) {
        long asked = System.nanoTime();
        rows = Toolkit.onFx(() -> model.rows().size());
        slowest = Math.max(slowest, System.nanoTime() - asked);
        first = first == 0 && rows > 0 ? System.nanoTime() - begin : first;
        assertThat(System.nanoTime() - begin).isLessThan(60_000_000_000L);
        Thread.sleep(10);
      }
      long all = System.nanoTime() - begin;
      System.out.printf(
          "first rows after %.2f s, all %,d after %.2f s, slowest answer %.0f ms%n",
          first / 1e9, rows, all / 1e9, slowest / 1e6);
      assertThat(first).isLessThan(all / 2);
    }
  }

  /** A hundred different files, each with the tensors of a resnet18, under many names. */
  private Path checkpoints() throws IOException {
    Path root = folder.resolve("trained_models");
    for (int i = 0; i < 100; i++) {
      Path file = root.resolve("resnet18/" + i + ".pt");
      Map<String, TorchTensor> weights = new LinkedHashMap<>();
      for (int t = 0; t < 122; t++) {
        weights.put(
            "layer%d.%d.weight".formatted(t / 12, t % 12), TorchTensor.of(new float[64], 64));
      }
      CheckpointMetadata metadata =
          CheckpointMetadata.builder()
              .set(CheckpointField.MODEL_NAME, "resnet18")
              .set(CheckpointField.BEST_VAL_F1, 0.5 + i / 1000.0)
              .set(CheckpointField.BATCH_SIZE, 16 + i % 3)
              .set(CheckpointField.SEED, i)
              .build();
      TorchWriter.write(file, metadata.toDict(weights));
      for (int copy = 1; copy < FILES / 100; copy++) {
        Files.createLink(root.resolve("resnet18/%d-%d.pt".formatted(i, copy)), file);
      }
    }
    return root;
  }
}
