package org.tagwright.torchfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.torchfile.tensor.TorchTensor;

/** A process that overwrites one checkpoint again and again is killed: the file is always whole. */
class KilledWriterTest {
  private static final int ELEMENTS = 1 << 20;

  @TempDir Path folder;

  @Test
  void aKillLeavesTheOldCheckpointOrTheNewOne() throws Exception {
    killWriters(3);
  }

  @Test
  @Tag("long")
  void manyKillsLeaveTheOldCheckpointOrTheNewOne() throws Exception {
    killWriters(40);
  }

  private void killWriters(int kills) throws Exception {
    Path file = folder.resolve("best.pt");
    write(file, 0);
    Random random = new Random(7);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    long highest = 0;
    for (int i = 0; i < kills; i++) {
      FileTime before = Files.getLastModifiedTime(file);
      Process writer =
          new ProcessBuilder(
                  java,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  file.toString())
              .inheritIO()
              .start();
      awaitReplacement(writer, file, before);
      Thread.sleep(random.nextInt(200));
      writer.destroyForcibly().waitFor();
      highest = Math.max(highest, wholeVersion(file));
    }
    assertThat(highest).as("versions written").isPositive();
  }

  /** Until it has replaced the file once: by then it is at the next. */
  private static void awaitReplacement(Process writer, Path file, FileTime before) {
    await("replaced file")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(1))
        .failFast(() -> assertThat(writer.isAlive()).isTrue())
        .until(() -> !Files.getLastModifiedTime(file).equals(before));
  }

  /** The version in the file, after a look at every element. */
  private static long wholeVersion(Path file) {
    Map<?, ?> root = (Map<?, ?>) TorchFile.open(file);
    long version = (Long) root.get("version");
    float[] expected = new float[ELEMENTS];
    Arrays.fill(expected, (float) version);
    assertThat(Arrays.equals(TorchFileTest.tensor(root, "w").floats(), expected)).isTrue();
    return version;
  }

  private static void write(Path file, long version) {
    float[] values = new float[ELEMENTS];
    Arrays.fill(values, (float) version);
    TorchWriter.write(file, Map.of("version", version, "w", TorchTensor.of(values, ELEMENTS)));
  }

  /** What the killed process runs. */
  static final class Writer {
    public static void main(String[] args) {
      for (long version = 1; ; version++) {
        write(Path.of(args[0]), version);
      }
    }
  }
}
