package org.tagwright.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

final class RevalidationTest {
  @TempDir Path root;

  private Path checkpoint() throws IOException {
    return Files.writeString(root.resolve("a.pt"), "weights");
  }

  @Test
  void scoresAreReadBackAsLongAsTheCheckpointIsTheSame() throws IOException {
    Path checkpoint = checkpoint();
    Revalidation made =
        Revalidation.of(checkpoint, "0123-4567", 0.4, Map.of("weighted_f1", 0.8125, "map", 0.5));
    made.write(checkpoint);
    assertThat(Revalidation.read(checkpoint)).isEqualTo(made);
    Files.writeString(checkpoint, "better weights");
    assertThat(Revalidation.read(checkpoint)).isNull();
  }

  @Test
  void withoutTheFileThereAreNone() throws IOException {
    assertThat(Revalidation.read(checkpoint())).isNull();
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Path checkpoint = checkpoint();
    Files.writeString(Revalidation.fileOf(checkpoint), "{\"metrics\":");
    assertThatThrownBy(() -> Revalidation.read(checkpoint))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("a.pt.revalidated.json is damaged");
  }
}
