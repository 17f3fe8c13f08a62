package org.tagwright.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

class ScoresFileTest {
  @TempDir Path folder;

  @Test
  void givesBackWhatWasWritten() {
    Path file = folder.resolve("a.scores");
    try (ScoresFile.Writer writer = ScoresFile.create(file, header(3))) {
      writer.append(List.of(row("ä.jpg", 0.25f), row("b.png", 1)));
      writer.append(List.of(row("c.jpg", 0)));
    }
    ScoresFile.Content content = ScoresFile.read(file);
    assertThat(content.header()).isEqualTo(header(3));
    assertThat(content.rows())
        .extracting(ScoresFile.Row::fileName)
        .containsExactly("ä.jpg", "b.png", "c.jpg");
    assertThat(content.rows().get(0).scores()).containsExactly(0.25f, 0.25f);
  }

  @Test
  void aReaderTakesWhatIsThereAndComesBackForMore() {
    Path file = folder.resolve("a.scores");
    ScoresFile.Reader reader = ScoresFile.open(file);
    assertThat(reader.poll()).isEmpty();
    try (ScoresFile.Writer writer = ScoresFile.create(file, header(2))) {
      assertThat(reader.poll()).isEmpty();
      assertThat(reader.header()).isNotNull();
      writer.append(List.of(row("a.jpg", 0.5f)));
      assertThat(reader.poll()).hasSize(1);
      assertThat(reader.poll()).isEmpty();
      writer.append(List.of(row("b.jpg", 0.5f)));
      assertThat(reader.poll()).extracting(ScoresFile.Row::fileName).containsExactly("b.jpg");
    }
  }

  @Test
  void aRecordCutOffAnywhereIsNotThereYet() throws IOException {
    Path file = folder.resolve("whole.scores");
    try (ScoresFile.Writer writer = ScoresFile.create(file, header(2))) {
      writer.append(List.of(row("a.jpg", 0.5f), row("b.jpg", 0.5f)));
    }
    byte[] bytes = Files.readAllBytes(file);
    int headerBytes =
        IntStream.range(0, bytes.length).filter(i -> bytes[i] == '\n').findFirst().getAsInt() + 1;
    int record = (bytes.length - headerBytes) / 2;
    for (int length = headerBytes; length < bytes.length; length++) {
      Path part = Files.write(folder.resolve("part.scores"), Arrays.copyOf(bytes, length));
      assertThat(ScoresFile.read(part).rows()).hasSize((length - headerBytes) / record);
    }
  }

  @Test
  void readsMoreThanOneBlock() {
    Path file = folder.resolve("big.scores");
    int images = 200_000;
    try (ScoresFile.Writer writer = ScoresFile.create(file, header(images))) {
      writer.append(IntStream.range(0, images).mapToObj(i -> row(i + ".jpg", i)).toList());
    }
    List<ScoresFile.Row> rows = ScoresFile.read(file).rows();
    assertThat(rows).hasSize(images);
    assertThat(rows.get(123_456).fileName()).isEqualTo("123456.jpg");
    assertThat(rows.get(123_456).scores()[1]).isEqualTo(123_456f);
  }

  @Test
  void anotherFileIsRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("x.scores"), "PK...");
    assertThatThrownBy(() -> ScoresFile.read(file))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("x.scores is no scores file");
    Path other = Files.writeString(folder.resolve("y.scores"), "{\"a\":1}\n");
    assertThatThrownBy(() -> ScoresFile.read(other)).hasMessageContaining("is no scores file");
  }

  private ScoresFile.Header header(int images) {
    return ScoresFile.Header.of(
        folder.resolve("c.pt"),
        "resnet18",
        folder,
        images,
        List.of("cat", "dog"),
        0.5,
        List.of(),
        true,
        null);
  }

  private static ScoresFile.Row row(String name, float score) {
    return new ScoresFile.Row(name, new float[] {score, score});
  }
}
