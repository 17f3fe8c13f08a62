package org.tagwright.prediction;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;

class WatchedFolderTest implements WatchedFolder.Listener {
  @TempDir Path root;

  private final List<String> said = new ArrayList<>();
  private Path folder;
  private WatchLog log;
  private WatchedFolder watched;
  private long nanos;

  @BeforeEach
  void watch() throws IOException {
    folder = Files.createDirectory(root.resolve("in"));
    open();
  }

  private void open() {
    log = WatchLog.open(root.resolve("out"), "labels", WatchingChild.header(folder));
    watched =
        new WatchedFolder(
            folder,
            log,
            WatchingChild.scoring(folder),
            WatchingChild.CLASSES,
            new double[] {0.5, 0.5},
            64,
            this,
            () -> nanos);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Override
  public void labelled(List<WatchLog.Line> lines) {
    lines.forEach(
        l -> said.add(l.image() + ": " + (l.labels() == null ? l.problem() : l.labels())));
  }

  @Override
  public void cannotLook(String why) {
    said.add(why);
  }

  private void image(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** A second later. */
  private void look() {
    nanos += SECONDS.toNanos(1);
    List<String> ready = watched.look();
    if (!ready.isEmpty()) {
      watched.label(ready);
    }
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      look();
    }
  }

  private List<WatchLog.Line> lines() throws IOException {
    List<WatchLog.Line> lines = new ArrayList<>();
    List<String> text = Files.readAllLines(root.resolve("out/labels.jsonl"));
    for (String line : text.subList(1, text.size())) {
      lines.add(new ObjectMapper().readValue(line, WatchLog.Line.class));
    }
    return lines;
  }

  @Test
  void anImageIsLabelledOnceItNoLongerGrowsAndOnlyOnce() throws IOException {
    image("in/a.jpg", "half");
    image("notes.txt", "text");
    look(2);
    image("in/a.jpg", "half and half");
    look(2);
    assertThat(said).isEmpty();
    look(10);
    assertThat(said).containsExactly("in/a.jpg: [cat]");
    log.close();
    open();
    look(10);
    assertThat(said).hasSize(1);
    assertThat(lines()).singleElement().extracting(WatchLog.Line::labels).isEqualTo(List.of("cat"));
  }

  @Test
  void anImageThatIsOverwrittenIsLabelledAgain() throws IOException {
    image("a.jpg", "first");
    look(5);
    Files.setLastModifiedTime(folder.resolve("a.jpg"), FileTime.fromMillis(1_000_000));
    look(5);
    assertThat(said).containsExactly("a.jpg: [cat]", "a.jpg: [cat]");
  }

  @Test
  void aDamagedImageIsReportedOnceWhenItsWriterHasHadTime() throws IOException {
    image("broken.jpg", "half");
    image("z.jpg", "whole");
    look(20);
    assertThat(said).containsExactly("z.jpg: [cat]");
    look(60);
    assertThat(said).containsExactly("z.jpg: [cat]", "broken.jpg: it is cut off");
    log.close();
    open();
    look(60);
    assertThat(said).hasSize(2);
  }

  @Test
  void aFolderThatIsAwayForAWhileIsSaidOnceAndComesBack() throws IOException {
    image("a.jpg", "whole");
    Path away = Files.move(folder, root.resolve("away"));
    look(3);
    assertThat(said).singleElement().asString().contains("There is no folder");
    Files.move(away, folder);
    look(5);
    assertThat(said).hasSize(2).last().isEqualTo("a.jpg: [cat]");
  }

  @Test
  void aLineThatWasCutOffIsWrittenAnew() throws IOException {
    image("a.jpg", "a");
    image("b.jpg", "b");
    look(5);
    log.close();
    Path file = root.resolve("out/labels.jsonl");
    String whole = Files.readString(file);
    for (int cut : new int[] {1, 20, whole.length() - 5}) {
      Files.writeString(file, whole.substring(0, whole.length() - cut));
      open();
      look(5);
      log.close();
      assertThat(Files.readString(file)).isEqualTo(whole);
    }
    open();
  }

  @Test
  void otherThresholdsOrAnotherFilesNameBeginAnotherFile() throws IOException {
    WatchLog.Header other =
        WatchLog.Header.of(
            root, "ffff", null, folder, WatchingChild.CLASSES, List.of(0.1, 0.1), null);
    Path out = root.resolve("out");
    try (WatchLog second = WatchLog.open(out, "labels", other)) {
      assertThat(second.file()).isEqualTo(out.resolve("labels_2.jsonl"));
    }
    Files.writeString(out.resolve("mine.jsonl"), "my notes");
    try (WatchLog third = WatchLog.open(out, "mine", other)) {
      assertThat(third.file()).isEqualTo(out.resolve("mine_2.jsonl"));
    }
    assertThat(out.resolve("mine.jsonl")).hasContent("my notes");
  }

  @Test
  void aFirstLineThatAKillHasTornInACharacterIsWrittenAnew() throws IOException {
    WatchLog.Header header =
        WatchLog.Header.of(root, "ffff", null, folder, List.of("häher"), List.of(0.5), null);
    Path out = root.resolve("out");
    Path file;
    try (WatchLog first = WatchLog.open(out, "birds", header)) {
      file = first.file();
    }
    byte[] line = Files.readAllBytes(file);
    for (int length = 0; length < line.length; length++) {
      Files.write(file, Arrays.copyOf(line, length));
      try (WatchLog again = WatchLog.open(out, "birds", header)) {
        assertThat(again.file()).isEqualTo(file);
      }
      assertThat(file).hasBinaryContent(line);
    }
  }

  @Test
  void twoProcessesDoNotWriteOneFileAndADamagedOneIsSaid() throws IOException {
    WatchLog.Header header = WatchingChild.header(folder);
    Path out = root.resolve("out");
    assertThatThrownBy(() -> WatchLog.open(out, "labels", header))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("Another process");
    log.close();
    Files.writeString(log.file(), "{nonsense\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> WatchLog.open(out, "labels", header))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("line 2 is damaged");
    Files.delete(log.file());
    open();
  }

  @Test
  void noLineIsLostOrDoubledWheneverTheProcessIsKilled() throws Exception {
    log.close();
    Path file = log.file();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      names.add("%03d.jpg".formatted(i));
      image(names.get(i), names.get(i));
    }
    ChildProcess program = new ChildProcess(WatchingChild.class.getName());
    List<String> arguments = List.of(folder.toString(), root.resolve("out").toString());
    for (int lines : new int[] {2, 20, 90, 160, 301}) {
      Process child = program.start(arguments, root.resolve("child.log"));
      try {
        await()
            .atMost(60, SECONDS)
            .pollInSameThread()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> Files.readString(file).lines().count() >= lines);
      } finally {
        child.destroyForcibly().waitFor();
      }
    }
    assertThat(lines()).extracting(WatchLog.Line::image).containsExactlyElementsOf(names);
    open();
    assertThat(log.size()).isEqualTo(300);
  }
}
