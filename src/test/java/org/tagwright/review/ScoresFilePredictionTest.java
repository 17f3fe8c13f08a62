package org.tagwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.prediction.ScoresFile;

class ScoresFilePredictionTest {
  @TempDir Path folder;

  private Predictor.Network networkOfScoresBy(Path checkpoint) {
    Path file = folder.resolve("kept.scores");
    ScoresFile.Header header =
        ScoresFile.Header.of(
            checkpoint, "resnet18", folder, 0, List.of("cat", "dog"), 0.5, List.of(), false, null);
    ScoresFile.create(file, header).close();
    return ScoresFilePrediction.read(file, folder, null).network();
  }

  @Test
  void theNetworkIsTheCheckpointThatTheFileNames() throws Exception {
    Path checkpoint = Files.writeString(folder.resolve("best_model.pt"), "weights");
    assertThat(networkOfScoresBy(checkpoint)).isEqualTo(Predictor.Network.in(checkpoint));
  }

  @Test
  void aCheckpointThatIsGoneIsNamed() {
    Path gone = folder.resolve("gone.pt");
    Predictor.Network network = networkOfScoresBy(gone);
    assertThat(network.checkpoint()).isNull();
    assertThat(network.missing())
        .contains("kept.scores", gone.toString(), "is not there", "Predict with a checkpoint");
  }
}
