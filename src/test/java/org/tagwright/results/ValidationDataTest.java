package org.tagwright.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidationDataTest {
  private static CheckpointRow row(String name, int second, Map<String, Object> values) {
    return new CheckpointRow(Path.of(name), 1, Instant.ofEpochSecond(second), values);
  }

  @Test
  void rowsOfTheSameImagesButEarlierLabelsAreOnOlderLabels() {
    CheckpointRow first = row("a", 1, Map.of("validated_on", "aaaaaaaa-11111111"));
    CheckpointRow corrected = row("b", 2, Map.of("validated_on", "aaaaaaaa-22222222"));
    CheckpointRow alsoCorrected = row("c", 3, Map.of("validated_on", "aaaaaaaa-22222222"));
    CheckpointRow otherImages = row("d", 4, Map.of("validated_on", "bbbbbbbb-33333333"));
    CheckpointRow earlierVersion = row("e", 0, Map.of());
    assertThat(
            ValidationData.onOlderLabels(
                List.of(alsoCorrected, first, corrected, otherImages, earlierVersion)))
        .containsExactly(first);
  }
}
