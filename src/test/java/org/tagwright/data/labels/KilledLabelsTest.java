package org.tagwright.data.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;

/** Real processes that change labels, killed as {@code kill -9} does, lose nothing. */
class KilledLabelsTest {
  @TempDir Path temp;

  @Test
  void whatAKilledProcessHasSaidIsDone() throws Exception {
    killed(20, 1, new Random(3));
  }

  @Test
  @Tag("long")
  void tenThousandChangesLoseNothing() throws Exception {
    killed(10_000, 100, new Random(4));
  }

  private void killed(int changes, int kills, Random random) throws Exception {
    Path root = labels("killed");
    Path undisturbed = labels("undisturbed");
    LabelBook twin = LabelBook.open(LabelScript.data(undisturbed));
    long done = 0;
    for (int kill = 1; kill <= kills; kill++) {
      long until = (long) changes * kill / kills;
      long said = runAndKill(root, done, until, random);
      LabelBook opened = LabelBook.open(LabelScript.data(root));
      long found = opened.history().size();
      assertThat(found).isBetween(said, said + 1);
      while (done < found) {
        LabelScript.step(twin, ++done);
      }
      assertThat(files(root)).as("after change " + done).isEqualTo(files(undisturbed));
      assertThat(opened.classes()).isEqualTo(twin.classes());
    }
    assertThat(done).isGreaterThan(changes / 2);
    LabelBook last = LabelBook.open(LabelScript.data(root));
    while (last.undoable().isPresent()) {
      last.undo("test", Progress.NONE);
    }
    assertThat(files(root)).isEqualTo(files(labels("untouched")));
  }

  /** Returns the last change that the process has said to be done. */
  private long runAndKill(Path root, long done, long until, Random random)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile(temp, "said", ".txt");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LabelScript.class.getName(),
                root.toString(),
                Long.toString(until))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(said.toFile())
            .start();
    long stop = Math.max(done + 1, until - random.nextInt((int) Math.max(1, (until - done) / 3)));
    while (lastLine(said, done) < stop && process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    TimeUnit.MICROSECONDS.sleep(random.nextInt(5_000));
    process.destroyForcibly();
    process.waitFor();
    return lastLine(said, done);
  }

  private static long lastLine(Path said, long none) throws IOException {
    String text = Files.readString(said);
    int end = text.lastIndexOf('\n');
    return end < 0
        ? none
        : Long.parseLong(text.substring(text.lastIndexOf('\n', end - 1) + 1, end));
  }

  private Path labels(String name) throws IOException {
    Path root = temp.resolve(name);
    Path folder = Files.createDirectories(root.resolve("labels/train"));
    for (int i = 0; i < LabelScript.IMAGES; i++) {
      Files.writeString(folder.resolve("image-" + i + ".cls"), i % 4 + "\n");
    }
    Path beside = Files.createDirectories(root.resolve("labels/test"));
    Files.writeString(beside.resolve("beside.cls"), "1\n3\n");
    Files.write(root.resolve("classes.txt"), List.of("a", "b", "c", "d"));
    return root;
  }

  /** All but the history, whose times differ; no temporary file is among them. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(file).toString();
        if (!name.contains("labels-history") && !name.contains("/.tagwright-")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return files;
  }
}
