package org.tagwright.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the Maven build puts beside the classes; there is none of it where an editor compiles. */
final class ReleaseTest {
  @BeforeEach
  void needMaven() {
    assumeTrue(System.getProperty("surefire.test.class.path") != null, "started by Maven");
  }

  @Test
  void everyLibraryOnTheClassPathIsNamedWithALicence() {
    String notices = Release.notices();
    assertThat(
            Stream.of("ai.djl:api", "org.openjfx:javafx-graphics", "info.picocli:picocli")
                .filter(library -> !notices.contains("  " + library)))
        .isEmpty();
    assertThat(notices).contains("Inter", "libtorch", "OpenJDK", "Licence: Apache-2.0");
    assertThat(notices).doesNotContain("Unknown", "junit", "assertj", "onnxruntime");
  }

  @Test
  void theChangelogIsTheRepositorys() {
    assertThat(Release.changelog()).startsWith("# Changelog");
  }
}
