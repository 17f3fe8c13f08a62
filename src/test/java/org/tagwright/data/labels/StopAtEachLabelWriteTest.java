package org.tagwright.data.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.FaultyDisk;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.labels.ImageLabels.State;

/**
 * A change of labels that dies, or finds the disk full, at each change of the disk in turn, or
 * labels that may not be written to: all of it is made, or nothing.
 */
class StopAtEachLabelWriteTest {
  @TempDir Path temp;

  /** The process is gone: whatever is still asked of the disk comes to nothing. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private interface Refusal {
    void of(FaultyDisk.Change change) throws IOException;
  }

  /** Lets so many changes pass, then refuses. */
  private static final class Limited implements FaultyDisk.Fault {
    private int left;
    private final Refusal refusal;

    Limited(int left, Refusal refusal) {
      this.left = left;
      this.refusal = refusal;
    }

    @Override
    public synchronized void before(FaultyDisk.Change change, Path file) throws IOException {
      if (!file.toString().endsWith(".lock") && change != FaultyDisk.Change.OPEN && left-- <= 0) {
        refusal.of(change);
      }
    }

    synchronized boolean reached() {
      return left < 0;
    }
  }

  private static final Consumer<LabelBook> MANY_IMAGES =
      book ->
          book.editAll(
              List.of("a", "b", "new"), l -> l.with(2, State.PRESENT), "test", Progress.NONE);
  private static final Consumer<LabelBook> CLASS =
      book -> book.edit(new ClassEdit.Remove("cat"), "test", Progress.NONE);

  private static void oneImage(LabelBook book) {
    ImageLabels seen = book.read("a");
    book.edit("a", seen, seen.with(0, State.UNKNOWN).with(2, State.PRESENT), "test");
  }

  private static void undo(LabelBook book) {
    book.undo("test", Progress.NONE);
  }

  private static final Refusal DEATH =
      change -> {
        throw new Death();
      };

  /** Names and deletions still pass, as on a real one. */
  private static final Refusal FULL =
      change -> {
        if (change == FaultyDisk.Change.CREATE || change == FaultyDisk.Change.WRITE) {
          throw new IOException("No space left on device");
        }
      };

  @Test
  void killed() throws IOException {
    assertThat(stopAtEach(StopAtEachLabelWriteTest::oneImage, DEATH, 1)).isGreaterThan(10);
    assertThat(stopAtEach(CLASS.andThen(StopAtEachLabelWriteTest::undo), DEATH, 6))
        .isGreaterThan(30);
  }

  @Test
  void diskFull() throws IOException {
    stopAtEach(StopAtEachLabelWriteTest::oneImage, FULL, 2);
    stopAtEach(CLASS, FULL, 4);
  }

  @Test
  void readOnlyLabelsCanBeReadAndAreLeftAsTheyAre() throws IOException {
    readOnly("labels", List.of(StopAtEachLabelWriteTest::oneImage, MANY_IMAGES, CLASS));
    readOnly("labels/train", List.of(StopAtEachLabelWriteTest::oneImage, MANY_IMAGES));
  }

  private void readOnly(String folder, List<Consumer<LabelBook>> changes) throws IOException {
    Path root = labels();
    Map<String, String> before = files(root);
    FaultyDisk disk =
        new FaultyDisk(
            root,
            (change, file) -> {
              if (change != FaultyDisk.Change.OPEN && file.startsWith(root.resolve(folder))) {
                throw new AccessDeniedException(file.toString());
              }
            });
    LabelBook book = LabelBook.open(LabelScript.data(disk.path(root)));
    assertThat(book.read("b").state(1)).isEqualTo(State.PRESENT);
    for (Consumer<LabelBook> change : changes) {
      assertThatThrownBy(() -> change.accept(book))
          .isInstanceOf(TagwrightException.class)
          .hasMessageStartingWith("Cannot write " + root.resolve(folder))
          .hasMessageContaining("permission denied; check the rights");
      assertThat(files(root)).isEqualTo(before);
    }
    assertThat(LabelBook.open(LabelScript.data(root)).undoable()).isEmpty();
  }

  @Test
  @Tag("long")
  void atEveryPlaceOfEveryChange() throws IOException {
    for (Consumer<LabelBook> change :
        List.<Consumer<LabelBook>>of(
            StopAtEachLabelWriteTest::oneImage,
            MANY_IMAGES,
            CLASS,
            CLASS.andThen(StopAtEachLabelWriteTest::undo),
            MANY_IMAGES.andThen(StopAtEachLabelWriteTest::undo))) {
      stopAtEach(change, DEATH, 1);
    }
    for (Consumer<LabelBook> change :
        List.<Consumer<LabelBook>>of(StopAtEachLabelWriteTest::oneImage, MANY_IMAGES, CLASS)) {
      stopAtEach(change, FULL, 1);
    }
  }

  /**
   * Returns how many places there were to stop at.
   *
   * @param each of how many places one is tried
   */
  private int stopAtEach(Consumer<LabelBook> change, Refusal refusal, int each) throws IOException {
    Map<String, String> before = files(labels());
    Map<String, String> after = afterOf(change);
    // Changes of two parts pass through the state after the first.
    List<Map<String, String>> possible =
        List.of(before, after, afterOf(MANY_IMAGES), afterOf(CLASS));
    for (int place = 0; ; place += each) {
      Path root = labels();
      Limited limited = new Limited(place, refusal);
      boolean failed = false;
      try {
        Path disk = new FaultyDisk(root, limited).path(root);
        change.accept(LabelBook.open(LabelScript.data(disk)));
      } catch (Death e) {
        failed = true;
      } catch (TagwrightException e) {
        failed = true;
        assertThat(e).hasMessageContaining("disk is full").hasMessageNotContaining(".tmp");
      }
      LabelBook book = LabelBook.open(LabelScript.data(root));
      String at = "place " + place;
      if (!failed) {
        assertThat(files(root)).as(at).isEqualTo(after);
      } else {
        assertThat(files(root)).as(at).isIn(possible);
      }
      assertThat(book.undoable().isPresent()).as(at).isEqualTo(!files(root).equals(before));
      if (!limited.reached()) {
        return place;
      }
      book.undo("test", Progress.NONE);
      assertThat(files(root)).as(at + " and undone").isEqualTo(before);
    }
  }

  private Map<String, String> afterOf(Consumer<LabelBook> change) throws IOException {
    Path root = labels();
    change.accept(LabelBook.open(LabelScript.data(root)));
    return files(root);
  }

  private Path labels() throws IOException {
    Path root = Files.createTempDirectory(temp.toRealPath(), "root");
    Files.createDirectories(root.resolve("labels/train"));
    Files.createDirectories(root.resolve("labels/unknown"));
    Files.writeString(root.resolve("labels/train/a.cls"), "0\n");
    Files.writeString(root.resolve("labels/train/b.cls"), "1\n");
    Files.writeString(root.resolve("labels/unknown/b.cls"), "0\n");
    Files.createDirectories(root.resolve("labels/test"));
    Files.writeString(root.resolve("labels/test/c.cls"), "0\n2\n");
    Files.write(root.resolve("classes.txt"), List.of("cat", "dog", "bird"));
    return root;
  }

  /** All but the history; nothing temporary is left where nothing is unfinished. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(file).toString();
        if (!name.contains("labels-history") && !name.contains("/.") && !name.startsWith(".")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return files;
  }
}
