package org.tagwright.data.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.labels.ImageLabels.State;

class ClassEditTest {
  @TempDir Path root;

  @BeforeEach
  void fourClasses() throws IOException {
    root = root.toRealPath();
    write("classes.txt", "cat\ndog\npuppy\nbird\n");
    write("labels/train/a.cls", "0\n1\n");
    write("labels/train/b.cls", "2\n3\n");
    write("labels/train/deep/c.cls", "1\n2\n");
    write("labels/train/d.cls", "");
    write("labels/train/notes.md", "seen by both");
    write("labels/unknown/a.cls", "2\n");
    write("labels/unknown/d.cls", "1\n3\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Every file but the history, by name; label files by content. */
  private Map<String, String> all() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(file).toString();
        if (!name.contains("labels-history") && !name.contains("/.tagwright-")) {
          all.put(name, Files.readString(file));
        }
      }
    }
    return all;
  }

  private LabelBook open() {
    return LabelBook.open(ExperimentConfig.defaults().data().with(DataSettings.ROOT, root));
  }

  private static void edit(LabelBook book, ClassEdit edit) {
    assertThat(book.edit(edit, "test", Progress.NONE).saved()).isTrue();
  }

  @Test
  void theHistoryCallsClassesByTheirNamesOfThatTime() {
    LabelBook book = open();
    book.edit("a", book.read("a"), book.read("a").with(3, State.PRESENT), "test");
    edit(book, new ClassEdit.Remove("dog"));
    edit(book, new ClassEdit.Rename("bird", "parrot"));
    edit(book, new ClassEdit.Merge("puppy", "cat"));
    edit(book, new ClassEdit.Add("car"));
    book.undo("test", Progress.NONE);

    assertThat(book.classesAt(1)).containsExactly("cat", "dog", "puppy", "bird");
    assertThat(book.classesAt(3)).containsExactly("cat", "puppy", "parrot");
    assertThat(book.classesAt(6)).containsExactly("cat", "parrot");
    assertThat(book.history().stream().skip(1).map(h -> book.change(h.id()).classes().words()))
        .containsExactly(
            "Removed 'dog'.",
            "Renamed 'bird' to 'parrot'.",
            "Merged 'puppy' into 'cat'.",
            "Added 'car'.",
            "Removed 'car'.");
  }

  @Test
  void removingAClassRenumbersEveryFileAndIsUndone() throws IOException {
    Map<String, String> before = all();
    LabelBook book = open();
    edit(book, new ClassEdit.Remove("dog"));
    assertThat(all())
        .containsEntry("classes.txt", "cat\npuppy\nbird\n")
        .containsEntry("labels/train/a.cls", "0\n")
        .containsEntry("labels/train/b.cls", "1\n2\n")
        .containsEntry("labels/train/deep/c.cls", "1\n")
        .containsEntry("labels/train/notes.md", "seen by both")
        .containsEntry("labels/unknown/a.cls", "1\n")
        .containsEntry("labels/unknown/d.cls", "2\n");
    assertThat(book.classes().names()).containsExactly("cat", "puppy", "bird");
    assertThat(open().undo("test", Progress.NONE).saved()).isTrue();
    assertThat(all()).isEqualTo(before);
    assertThat(open().redo("test", Progress.NONE).saved()).isTrue();
    assertThat(all()).containsEntry("labels/train/b.cls", "1\n2\n");
    open().undo("test", Progress.NONE);
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void mergingTwoClassesIsUndoneExactly() throws IOException {
    Map<String, String> before = all();
    LabelBook book = open();
    edit(book, new ClassEdit.Merge("puppy", "dog"));
    assertThat(all())
        .containsEntry("classes.txt", "cat\ndog\nbird\n")
        .containsEntry("labels/train/a.cls", "0\n1\n") // dog is there, so the merged one is
        .containsEntry("labels/train/b.cls", "1\n2\n")
        .containsEntry("labels/train/deep/c.cls", "1\n")
        .containsEntry("labels/unknown/d.cls", "1\n2\n")
        .doesNotContainKey("labels/unknown/a.cls");
    book.undo("test", Progress.NONE);
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void addingAndRenamingTouchNoLabelFile() throws IOException {
    Map<String, String> before = all();
    LabelBook book = open();
    edit(book, new ClassEdit.Add(" fox "));
    edit(book, new ClassEdit.Rename("dog", "hound"));
    Map<String, String> expected = new TreeMap<>(before);
    expected.put("classes.txt", "cat\nhound\npuppy\nbird\nfox\n");
    assertThat(all()).isEqualTo(expected);
    book.undo("test", Progress.NONE);
    book.undo("test", Progress.NONE);
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void editsAndClassChangesAreUndoneInTurn() throws IOException {
    Map<String, String> before = all();
    LabelBook book = open();
    ImageLabels seen = book.read("a");
    book.edit("a", seen, seen.with(3, State.PRESENT), "test");
    edit(book, new ClassEdit.Remove("dog"));
    seen = book.read("a");
    assertThat(seen.present().stream()).containsExactly(0, 2);
    book.edit("a", seen, seen.with(0, State.ABSENT), "test");
    for (int i = 0; i < 3; i++) {
      book.undo("test", Progress.NONE);
    }
    assertThat(all()).isEqualTo(before);
    for (int i = 0; i < 3; i++) {
      book.redo("test", Progress.NONE);
    }
    assertThat(all()).containsEntry("labels/train/a.cls", "2\n");
  }

  @Test
  void aDataSetWithoutAClassListGetsOne() throws IOException {
    Files.delete(root.resolve("classes.txt"));
    edit(open(), new ClassEdit.Add("zeppelin"));
    assertThat(Files.readAllLines(root.resolve("classes.txt")))
        .hasSize(81)
        .startsWith("person")
        .endsWith("zeppelin");
  }

  @Test
  void theListAmongTheLabelsIsWrittenToo() throws IOException {
    write("labels/train/classes.txt", "cat\ndog\npuppy\nbird\n");
    edit(open(), new ClassEdit.Remove("bird"));
    assertThat(all())
        .containsEntry("classes.txt", "cat\ndog\npuppy\n")
        .containsEntry("labels/train/classes.txt", "cat\ndog\npuppy\n");
    Files.delete(root.resolve("classes.txt"));
    edit(open(), new ClassEdit.Rename("cat", "kitten"));
    assertThat(root.resolve("classes.txt")).doesNotExist();
    assertThat(all()).containsEntry("labels/train/classes.txt", "kitten\ndog\npuppy\n");
  }

  @Test
  void thePreviewSaysWhatWouldHappenAndChangesNothing() throws IOException {
    Map<String, String> before = all();
    ClassPreview preview = open().preview(new ClassEdit.Remove("dog"), Progress.NONE);
    assertThat(preview.lines())
        .containsExactly(
            "Remove class 'dog':",
            "  Classes: 4 before, 3 after",
            "  2 images have the class; it is unknown in 1",
            "  4 label files are written anew; 2 classes get another index",
            "  Checkpoints trained before keep the old class list and do not fit these labels");
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void namesThatWillNotDoAreRefused() {
    LabelBook book = open();
    refused(book, new ClassEdit.Add("  "), "the one given is empty");
    refused(book, new ClassEdit.Add("dog"), "There is a class 'dog' already");
    refused(book, new ClassEdit.Rename("dog", "cat"), "There is a class 'cat' already");
    refused(book, new ClassEdit.Rename("fox", "cub"), "no class 'fox'");
    refused(book, new ClassEdit.Merge("dog", "dog"), "cannot be merged into itself");
    refused(book, new ClassEdit.Add("a\nb"), "on one line");
    assertThat(book.history()).isEmpty();
  }

  private static void refused(LabelBook book, ClassEdit edit, String why) {
    assertThatThrownBy(() -> book.edit(edit, "test", Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(why);
  }

  @Test
  void labelFoldersBesideWithTheSameClassesChangeWithIt() throws IOException {
    write("labels/test/x.cls", "1\n3\n");
    write("labels/test/a.cls", "1\n"); // an image of the same name as one of labels/train
    write("labels/test/classes.txt", "cat\ndog\npuppy\nbird\n");
    write("labels/unknown/x.cls", "2\n");
    Map<String, String> before = all();
    LabelBook book = open();
    ClassPreview preview = book.preview(new ClassEdit.Remove("dog"), Progress.NONE);
    assertThat(preview.present()).isEqualTo(4);
    assertThat(preview.lines())
        .contains(
            "  The labels in "
                + root.resolve("labels/test")
                + " are of the same classes and change with them");

    edit(book, new ClassEdit.Remove("dog"));

    assertThat(all())
        .containsEntry("labels/test/x.cls", "2\n")
        .containsEntry("labels/test/a.cls", "")
        .containsEntry("labels/test/classes.txt", "cat\npuppy\nbird\n")
        .containsEntry("labels/unknown/x.cls", "1\n")
        .containsEntry("labels/train/a.cls", "0\n")
        .containsEntry("labels/unknown/a.cls", "1\n");
    book.undo("test", Progress.NONE);
    assertThat(all()).isEqualTo(before);
    edit(book, new ClassEdit.Merge("puppy", "dog"));
    assertThat(all())
        .containsEntry("labels/test/x.cls", "1\n2\n")
        .doesNotContainKey("labels/unknown/x.cls");
    book.undo("test", Progress.NONE);
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void aNewNameReachesTheListsOfFoldersBeside() throws IOException {
    write("labels/test/x.cls", "1\n");
    write("labels/test/classes.txt", "cat\ndog\npuppy\nbird\n");
    edit(open(), new ClassEdit.Rename("dog", "hound"));
    assertThat(all())
        .containsEntry("labels/test/classes.txt", "cat\nhound\npuppy\nbird\n")
        .containsEntry("labels/test/x.cls", "1\n");
  }

  @Test
  void labelsBesideWithAListOfTheirOwnAreLeftAlone() throws IOException {
    write("labels/plants/x.cls", "1\n");
    write("labels/plants/classes.txt", "oak\nelm\n");
    edit(open(), new ClassEdit.Remove("dog"));
    assertThat(all())
        .containsEntry("labels/plants/x.cls", "1\n")
        .containsEntry("labels/plants/classes.txt", "oak\nelm\n");
  }

  @Test
  void editsBesideFromBeforeTheChangeAreNotUndoneByOtherIndices() throws IOException {
    write("labels/test/x.cls", "1\n3\n");
    ExperimentConfig.Data test =
        ExperimentConfig.defaults()
            .data()
            .with(DataSettings.ROOT, root)
            .with(DataSettings.TRAIN_LABELS, Path.of("labels/test"));
    LabelBook beside = LabelBook.open(test);
    long edit = beside.edit("x", beside.read("x"), ImageLabels.of(2, 3), "test").change().id();
    edit(open(), new ClassEdit.Remove("dog"));

    LabelBook now = LabelBook.open(test);
    assertThat(now.undoable()).isEmpty();
    assertThat(now.history()).hasSize(2);
    assertThatThrownBy(() -> now.revert(edit, null, "test", Progress.NONE))
        .hasMessageContaining("Undo that first");
    assertThat(all()).containsEntry("labels/test/x.cls", "1\n2\n");
  }

  @Test
  void anImageWithoutLabelsGetsNoneWhenAnUnknownClassComesBack() throws IOException {
    write("labels/unknown/new.cls", "1\n");
    Map<String, String> before = all();
    LabelBook book = open();
    edit(book, new ClassEdit.Remove("dog"));
    book.undo("test", Progress.NONE);
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void aWrongLabelFileStopsIt() throws IOException {
    write("labels/train/b.cls", "7\n");
    Map<String, String> before = all();
    refused(open(), new ClassEdit.Remove("dog"), "b.cls:1: class index 7 is outside 0..3");
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void aBookThatHasNotSeenTheNewClassListChangesNothing() throws IOException {
    LabelBook old = open();
    ImageLabels seen = old.read("a");
    edit(open(), new ClassEdit.Remove("bird"));
    assertThatThrownBy(() -> old.edit("a", seen, seen.with(2, State.PRESENT), "test"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("was changed meanwhile")
        .hasMessageContaining("read the data again");
    assertThat(all()).containsEntry("labels/train/a.cls", "0\n1\n");
  }

  @Test
  void anEarlierEditIsNotTakenBackByIndicesThatMeanOtherClasses() {
    LabelBook book = open();
    ImageLabels seen = book.read("a");
    long edit = book.edit("a", seen, seen.with(3, State.PRESENT), "test").change().id();
    edit(book, new ClassEdit.Remove("dog"));
    assertThatThrownBy(() -> book.revert(edit, null, "test", Progress.NONE))
        .hasMessageContaining("Undo that first");
  }
}
