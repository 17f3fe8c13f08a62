package org.tagwright.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {
  @TempDir Path folder;

  @Test
  void aFileInThePlaceOfTheOutputFolderIsSaidToBeInTheWay() throws IOException {
    Path file = Files.createFile(folder.resolve("out"));
    IOException refused = null;
    try {
      Files.createDirectories(file);
    } catch (IOException e) {
      refused = e;
    }
    assertThat(refused).isNotNull();
    assertThat(TagwrightException.cannotWrite(file.resolve("scores.json"), refused))
        .hasMessageStartingWith("Cannot write " + file.resolve("scores.json") + ": " + file)
        .hasMessageEndingWith("exists already; choose another place or move it away.");
  }
}
