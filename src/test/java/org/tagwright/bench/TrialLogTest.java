package org.tagwright.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

class TrialLogTest {
  @TempDir Path folder;

  /** A trial of two epochs. */
  static QualityTrial trial(List<String> ingredients, long seed, double firstMap, double lastMap) {
    return new QualityTrial(
        new QualityTrial.Key(
            "short",
            Map.of("with", String.join("+", ingredients)),
            new QualitySizes(3000, 1000, 40, 128, 64, 2000, 6),
            seed),
        ingredients,
        List.of(firstMap, lastMap),
        List.of(firstMap / 2, lastMap / 2),
        20,
        30,
        "cpu",
        "bf16",
        "2026-01-02T03:04:05Z");
  }

  @Test
  void whatIsAppendedIsReadBackAfterAKillInTheMiddleOfALine() throws IOException {
    Path file = folder.resolve("results/quality.jsonl");
    QualityTrial first = trial(List.of(), 1, 0.1, 0.3);
    QualityTrial second = trial(List.of("ema"), 1, 0.2, 0.4);
    try (TrialLog log = TrialLog.open(file)) {
      log.append(first);
    }
    Files.writeString(file, "{\"key\": {\"regime\": \"sh", StandardOpenOption.APPEND);
    assertThat(TrialLog.read(file)).containsExactly(first);
    try (TrialLog log = TrialLog.open(file)) {
      log.append(second);
    }
    assertThat(TrialLog.read(file)).containsExactly(first, second);
    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  @Test
  void aSecondWriterIsTurnedAway() {
    Path file = folder.resolve("quality.jsonl");
    try (TrialLog log = TrialLog.open(file)) {
      assertThatThrownBy(() -> TrialLog.open(file))
          .isInstanceOf(TagwrightException.class)
          .hasMessageContaining("Another benchmark is writing to " + file);
      log.append(trial(List.of(), 1, 0.1, 0.3));
    }
    assertThat(TrialLog.read(file)).hasSize(1);
  }

  @Test
  void aLineOfAnotherKindIsNamed() throws IOException {
    Path file = folder.resolve("quality.jsonl");
    Files.writeString(file, "\n{\"speed\": 3}\n");
    assertThatThrownBy(() -> TrialLog.read(file))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(file + ", line 2 is not a result of this benchmark");
    assertThat(TrialLog.read(folder.resolve("none.jsonl"))).isEmpty();
  }
}
