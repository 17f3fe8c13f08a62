package org.tagwright.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChildProcessTest {
  @Test
  void childTakesOverMemoryAndLibrariesButNotTheWindowsClasses() {
    assertThat(
            ChildProcess.handedDown(
                List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=/home/a person/window.jsa",
                    "-XX:ArchiveClassesAtExit=/home/a person/window.jsa",
                    "-Xlog:cds*=off",
                    "--module-path=/opt/javafx",
                    "-Xmx2g",
                    "-XX:+UseSerialGC",
                    "-Dai.djl.offline=true")))
        .containsExactly("-Xmx2g", "-XX:+UseSerialGC", "-Dai.djl.offline=true");
  }
}
