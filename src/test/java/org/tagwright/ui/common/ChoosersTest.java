package org.tagwright.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoosersTest {
  @TempDir Path folder;

  @Test
  void dialogsOpenInTheInnermostFolderThatExists() throws IOException {
    Path file = Files.writeString(folder.resolve("a.pt"), "");
    assertThat(Choosers.folderAt(folder)).contains(folder.toFile());
    assertThat(Choosers.folderAt(file)).contains(folder.toFile());
    assertThat(Choosers.folderAt(folder.resolve("gone/b.pt"))).contains(folder.toFile());
    assertThat(Choosers.folderAt(null)).isEmpty();
  }
}
