package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.process.ChildProcess;

/** Real processes that get Ctrl-C, or are killed, amid their work. */
@DisabledOnOs(OS.WINDOWS)
class InterruptedDataTest {
  @TempDir Path folder;

  private Process start(String... command) {
    return new ChildProcess().start(List.of(command), folder.resolve("log.txt"));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log.txt"));
  }

  /** What lies in a folder, at any depth; files that go meanwhile are left out. */
  private static long files(Path where) throws IOException {
    if (!Files.exists(where)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(where)) {
      long count = 0;
      for (Path path : all.toList()) {
        count += 1 + (Files.isDirectory(path) ? files(path) : 0);
      }
      return count;
    } catch (java.nio.file.NoSuchFileException gone) {
      return 0;
    }
  }

  private void awaitWork(Process process, Path where) {
    await("40 files below " + where)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .failFast(() -> assertThat(process.isAlive()).as(log()).isTrue())
        .until(() -> files(where) >= 40);
  }

  /** A shell without job control lets what it starts ignore Ctrl-C; TERM goes the same way. */
  private static int interrupt(Process process) throws Exception {
    boolean ignores = false;
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (Files.exists(status)) {
      ignores =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }
    String signal = ignores ? "-TERM" : "-INT";
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
    return ignores ? 143 : Interruption.EXIT_CODE;
  }

  @Test
  void ctrlCTakesBackDemoDataThatAreHalfDrawn() throws Exception {
    Path root = folder.resolve("set");
    Process process = start("data", "demo", "--dir", root.toString(), "--train", "50000");
    awaitWork(process, root);
    int expected = interrupt(process);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(log()).isEqualTo(expected);
    assertThat(root).isEmptyDirectory();
    assertThat(log()).contains("unfinished files are removed");
  }

  @Test
  void ctrlCTakesBackAnImportThatIsHalfWritten() throws Exception {
    Path table = folder.resolve("table.csv");
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 300_000; i++) {
      rows.append(i).append(".jpg,owl\n");
    }
    Files.writeString(table, rows);
    Path labels = folder.resolve("data/labels");
    Process process =
        start("data", "import-csv", table.toString(), "--labels", labels.toString(), "--quiet");
    awaitWork(process, labels.getParent());
    int expected = interrupt(process);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(log()).isEqualTo(expected);
    assertThat(labels.getParent()).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessLeftTheNextOneDeletes() throws Exception {
    Path root = folder.resolve("set");
    Process process = start("data", "demo", "--dir", root.toString(), "--train", "50000");
    awaitWork(process, root);
    process.destroyForcibly().waitFor();
    assertThat(root).isDirectoryContaining("glob:**.tagwright-part-*");

    Process again = start("data", "demo", "--dir", root.toString(), "--train", "5", "--test", "1");
    assertThat(again.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(again.exitValue()).as(log()).isZero();
    assertThat(root.toFile().list())
        .containsExactlyInAnyOrder("images", "labels", "classes.txt", "demo-data.txt");
  }
}
