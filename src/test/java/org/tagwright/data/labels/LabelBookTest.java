package org.tagwright.data.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.LabelSet;
import org.tagwright.data.labels.ImageLabels.State;

class LabelBookTest {
  private static final LabelSet CLASSES = new LabelSet(List.of("cat", "dog", "bird"));

  @TempDir Path temp;
  private Path labels;

  @BeforeEach
  void threeImages() throws IOException {
    temp = temp.toRealPath();
    labels = Files.createDirectory(temp.resolve("train"));
    Files.write(temp.resolve("classes.txt"), CLASSES.names());
    write("a", "0\n");
    write("b", "1\n2\n");
    write("c", "");
  }

  private void write(String stem, String text) throws IOException {
    Files.writeString(labels.resolve(stem + ".cls"), text);
  }

  private String text(String stem) throws IOException {
    return Files.readString(labels.resolve(stem + ".cls"));
  }

  private LabelBook open() {
    return LabelBook.open(data("train"));
  }

  private ExperimentConfig.Data data(String folder) {
    return ExperimentConfig.defaults()
        .data()
        .with(DataSettings.ROOT, temp)
        .with(DataSettings.TRAIN_LABELS, Path.of(folder));
  }

  private static EditResult set(LabelBook book, String stem, int classIndex, State state) {
    ImageLabels before = book.read(stem);
    return book.edit(stem, before, before.with(classIndex, state), "test");
  }

  @Test
  void anEditIsInTheLabelFileAtOnce() throws IOException {
    LabelBook book = open();
    assertThat(set(book, "a", 2, State.PRESENT).saved()).isTrue();
    assertThat(text("a")).isEqualTo("0\n2\n");
    assertThat(book.read("a")).isEqualTo(ImageLabels.of(0, 2));
  }

  @Test
  void anUnknownClassIsInTheFolderBesideAndNoLongerAmongTheLabels() throws IOException {
    LabelBook book = open();
    set(book, "b", 1, State.UNKNOWN);
    assertThat(text("b")).isEqualTo("2\n");
    assertThat(temp.resolve("unknown/b.cls")).hasContent("1");
    assertThat(book.read("b").state(1)).isEqualTo(State.UNKNOWN);
    set(book, "b", 1, State.PRESENT);
    assertThat(text("b")).isEqualTo("1\n2\n");
    assertThat(temp.resolve("unknown/b.cls")).doesNotExist();
  }

  @Test
  void editsAreUndoneAndRedoneInOrderAlsoAfterARestart() throws IOException {
    LabelBook book = open();
    set(book, "a", 1, State.PRESENT);
    set(book, "a", 0, State.ABSENT);
    set(book, "c", 2, State.UNKNOWN);
    for (int i = 0; i < 3; i++) {
      assertThat(open().undo("test", Progress.NONE).saved()).isTrue();
    }
    assertThat(open().undoable()).isEmpty();
    assertThat(open().undo("test", Progress.NONE).saved()).isFalse();
    assertThat(text("a")).isEqualTo("0\n");
    assertThat(temp.resolve("unknown/c.cls")).doesNotExist();
    for (int i = 0; i < 3; i++) {
      assertThat(open().redo("test", Progress.NONE).saved()).isTrue();
    }
    assertThat(open().redoable()).isEmpty();
    assertThat(text("a")).isEqualTo("1\n");
    assertThat(open().read("c").state(2)).isEqualTo(State.UNKNOWN);
    assertThat(book.undoable()).hasValueSatisfying(head -> assertThat(head.stem()).isEqualTo("c"));
  }

  @Test
  void aNewEditEndsWhatCouldBeRedone() {
    LabelBook book = open();
    set(book, "a", 1, State.PRESENT);
    book.undo("test", Progress.NONE);
    set(book, "b", 0, State.PRESENT);
    assertThat(book.redoable()).isEmpty();
    assertThat(open().redoable()).isEmpty();
  }

  @Test
  void whatSomebodyElseHasWrittenIsReportedAndNotOverwritten() throws IOException {
    LabelBook book = open();
    ImageLabels seen = book.read("a");
    write("a", "2\n");
    EditResult result = book.edit("a", seen, seen.with(1, State.PRESENT), "test");
    assertThat(result.saved()).isFalse();
    assertThat(text("a")).isEqualTo("2\n");
    assertThat(result.conflicts())
        .singleElement()
        .satisfies(
            conflict ->
                assertThat(conflict.toText(CLASSES))
                    .contains("they are now bird")
                    .contains("They were cat and would have become cat, dog"));
    assertThat(book.history()).isEmpty();
  }

  @Test
  void aLabelFileThatVanishedIsReported() throws IOException {
    LabelBook book = open();
    ImageLabels seen = book.read("a");
    Files.delete(labels.resolve("a.cls"));
    EditResult result = book.edit("a", seen, seen.with(1, State.PRESENT), "test");
    assertThat(result.conflicts().get(0).toText(CLASSES)).contains("its label file has vanished");
    assertThat(labels.resolve("a.cls")).doesNotExist();
  }

  @Test
  void anUndoDoesNotOverwriteWhatSomebodyElseHasWrittenSince() throws IOException {
    LabelBook book = open();
    set(book, "a", 1, State.PRESENT);
    write("a", "1\n2\n");
    EditResult result = book.undo("test", Progress.NONE);
    assertThat(result.conflicts()).hasSize(1);
    assertThat(text("a")).isEqualTo("1\n2\n");
    assertThat(book.undoable()).isPresent();
  }

  @Test
  void manyImagesAreOneChange() throws IOException {
    LabelBook book = open();
    EditResult result =
        book.editAll(List.of("a", "b", "c"), l -> l.with(1, State.PRESENT), "test", Progress.NONE);
    assertThat(result.change().images()).extracting(ImageChange::stem).containsExactly("a", "c");
    assertThat(text("c")).isEqualTo("1\n");
    book.undo("test", Progress.NONE);
    assertThat(text("a")).isEqualTo("0\n");
    assertThat(text("b")).isEqualTo("1\n2\n");
    assertThat(text("c")).isEmpty();
  }

  @Test
  void whatWasCancelledIsNotInTheFilesNorInTheHistory() throws IOException {
    LabelBook book = open();
    Progress cancel =
        new Progress() {
          private boolean writing;

          @Override
          public void update(String what, long done, long total) {
            writing |= what.equals("writing labels");
          }

          @Override
          public boolean cancelled() {
            return writing;
          }
        };
    assertThatThrownBy(
            () -> book.editAll(List.of("a", "c"), l -> l.with(1, State.PRESENT), "test", cancel))
        .isInstanceOf(CancellationException.class);
    assertThat(text("a")).isEqualTo("0\n");
    assertThat(open().history()).isEmpty();
  }

  @Test
  void anEarlierChangeIsTakenBackInPartAndLeavesWhatCameAfterIt() throws IOException {
    LabelBook book = open();
    EditResult both =
        book.editAll(List.of("a", "c"), l -> l.with(1, State.PRESENT), "test", Progress.NONE);
    set(book, "a", 2, State.PRESENT);
    assertThat(book.revert(both.change().id(), Set.of("a"), "test", Progress.NONE).saved())
        .isTrue();
    assertThat(text("a")).isEqualTo("0\n2\n");
    assertThat(text("c")).isEqualTo("1\n");
    book.undo("test", Progress.NONE);
    assertThat(text("a")).isEqualTo("0\n1\n2\n");
  }

  @Test
  void anImageWithoutALabelFileGetsOneAndLosesItOnUndo() {
    LabelBook book = open();
    set(book, "new/d", 0, State.PRESENT);
    assertThat(labels.resolve("new/d.cls")).hasContent("0");
    book.undo("test", Progress.NONE);
    assertThat(labels.resolve("new/d.cls")).doesNotExist();
    assertThat(book.read("new/d")).isEqualTo(ImageLabels.NO_FILE);
  }

  @Test
  void theHistorySaysWhenWhichFileWhatAndByWhat() throws IOException {
    LabelBook book = open();
    set(book, "a", 1, State.PRESENT);
    set(book, "b", 2, State.UNKNOWN);
    List<String> lines = Files.readAllLines(temp.resolve("labels-history.jsonl"));
    assertThat(lines.get(0))
        .matches(
            "\\{\"change\":1,\"at\":\"20.*Z\",\"by\":\"test\",\"what\":\"edit\",\"labels\":\"train\","
                + "\"files\":\\[\\{\"file\":\"a\",\"before\":\\[0],\"after\":\\[0,1]}]}");
    assertThat(lines.get(2)).contains("\"before\":[1,2],\"after\":[1],\"unknownAfter\":[2]");
    assertThat(open().history())
        .extracting(LabelChange.Head::stem, LabelChange.Head::by)
        .containsExactly(tuple("a", "test"), tuple("b", "test"));
  }

  @Test
  void twoBooksOnOneDataSetSeeEachOthersChanges() throws IOException {
    LabelBook one = open();
    LabelBook two = open();
    set(one, "a", 1, State.PRESENT);
    set(two, "b", 0, State.PRESENT);
    set(one, "c", 2, State.PRESENT);
    assertThat(two.history()).extracting(LabelChange.Head::id).containsExactly(1L, 2L, 3L);
    two.undo("test", Progress.NONE);
    two.undo("test", Progress.NONE);
    one.undo("test", Progress.NONE);
    assertThat(text("a") + text("b") + text("c")).isEqualTo("0\n1\n2\n");
  }

  @Test
  void whoFindsAnotherAtWorkIsToldSo() {
    LabelBook book = open();
    LabelLock lock = LabelLock.acquire(temp.resolve("labels-history.lock"));
    try (lock) {
      assertThatThrownBy(() -> set(book, "a", 1, State.PRESENT))
          .isInstanceOf(TagwrightException.class)
          .hasMessageContaining("Another window or command is changing the labels in " + temp);
    }
  }

  @Test
  void aLabelFileWithWrongLinesIsNotEdited() throws IOException {
    write("a", "0\nseven\n9\n");
    assertThatThrownBy(() -> open().read("a"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("a.cls:2: 'seven' is not a class index")
        .hasMessageContaining("a.cls:3");
  }

  @Test
  void theLabelsOfTwoFoldersInOneShareTheHistoryAndDoNotMix() throws IOException {
    Path other = Files.createDirectory(temp.resolve("val"));
    Files.writeString(other.resolve("a.cls"), "1\n");
    LabelBook val = LabelBook.open(data("val"));
    LabelBook train = open();
    set(train, "a", 1, State.PRESENT);
    set(val, "a", 2, State.PRESENT);
    assertThat(train.history()).hasSize(1);
    train.undo("test", Progress.NONE);
    assertThat(text("a")).isEqualTo("0\n");
    assertThat(other.resolve("a.cls")).hasContent("1\n2");
  }
}
