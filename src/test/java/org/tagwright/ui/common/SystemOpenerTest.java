package org.tagwright.ui.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

@DisabledOnOs(OS.WINDOWS)
class SystemOpenerTest {
  @TempDir Path folder;

  @Test
  void withoutADesktopItSaysSoAndNamesTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jpg"), "picture");
    assertThatThrownBy(() -> SystemOpener.open(file, "Linux", folder.toString()))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("no desktop");
  }

  @Test
  void theOpenerOfTheSystemIsGivenTheFile() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("a.jpg"), "picture");
    Path told = folder.resolve("told");
    opener("echo \"$1\" > " + told);
    SystemOpener.open(file, "Linux", "/nowhere:" + folder);
    assertThat(told).hasContent(file.toString());
  }

  @Test
  void anOpenerThatFailsIsReported() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jpg"), "picture");
    opener("exit 3");
    assertThatThrownBy(() -> SystemOpener.open(file, "Linux", folder.toString()))
        .hasMessageContaining("found no program");
  }

  @Test
  void aFileThatIsGoneIsReported() {
    assertThatThrownBy(() -> SystemOpener.open(folder.resolve("gone.jpg"), "Linux", ""))
        .hasMessageContaining("not there any more");
  }

  private void opener(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("xdg-open"), "#!/bin/sh\n" + script + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }
}
