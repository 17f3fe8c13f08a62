package org.tagwright.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ChildProcessTest {
  @Test
  void childTakesOverMemoryAndLibrariesButNotTheWindowsClasses() {
    assertThat(
            ChildProcess.handedDown(
                List.of(
                    "-XX:+RecordDynamicDumpInfo",
                    "-XX:MaxHeapFreeRatio=20",
                    "-XX:G1PeriodicGCInterval=60000",
                    "-XX:SharedArchiveFile=/home/a person/1-window.jsa",
                    "-Dtagwright.classes.keep=/home/a person/1-window.jsa",
                    "-Dtagwright.classes=/home/a person/1",
                    "-Xlog:cds*=off",
                    "--module-path=/opt/javafx",
                    "-Xmx2g",
                    "-XX:+UseSerialGC",
                    "-Dai.djl.offline=true")))
        .containsExactly(
            "-Dtagwright.classes=/home/a person/1",
            "-Xmx2g",
            "-XX:+UseSerialGC",
            "-Dai.djl.offline=true");
  }

  @Test
  void aTrainingGetsASmallYoungGenerationThatThePersonsOwnSettingOverrides() {
    String small = "-XX:MaxNewSize=96m";
    ChildProcess child = new ChildProcess();
    for (String command : List.of("train", "resume", "bench")) {
      assertThat(child.command(List.of(command, "x")).get(1)).as(command).isEqualTo(small);
    }
    assertThat(child.command(List.of("predict"))).doesNotContain(small);
  }
}
