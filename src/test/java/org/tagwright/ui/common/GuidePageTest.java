package org.tagwright.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuidePageTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void everyPageIsFoundFromTheSource(GuidePage page) {
    assertThat(page.below(Path.of("target/classes").toAbsolutePath()))
        .hasValueSatisfying(file -> assertThat(file).isRegularFile());
  }

  @Test
  void aPackagedProgramHasItBesideItsJars() throws IOException {
    Path page = folder.resolve("lib/docs/guide/start.md");
    Files.createDirectories(page.getParent());
    Files.writeString(page, "# Start");
    assertThat(GuidePage.START.below(folder.resolve("lib/tagwright.jar"))).contains(page);
  }

  @Test
  void aProgramWithoutIt() {
    assertThat(GuidePage.START.below(folder.resolve("lib/tagwright.jar"))).isEmpty();
  }
}
