package org.tagwright.ui.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.labels.ImageChange;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.ImageLabels.State;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Questions;
import org.tagwright.ui.common.Settings;

/** Edits of the window, down to the label files. */
class LabelEditingTest {
  private static final List<String> CLASSES = List.of("cat", "dog", "cow");

  @TempDir Path root;

  private final ConcurrentLinkedQueue<Runnable> fx = new ConcurrentLinkedQueue<>();
  private final Problems problems = new Problems(fx::add);
  private final Background background = new Background(fx::add, problems);
  private final Questions questions = new Questions();
  private final View view = new View();
  private Path labels;
  private ExperimentConfig.Data data;
  private LabelDesk desk;
  private LabelEditing editing;
  private Settings settings;

  /** A view of three images, which hears of edits as any view does. */
  private static final class View implements LabelEditing.Images {
    private final Map<String, ImageLabels> shown = new LinkedHashMap<>();
    private List<Integer> selected = List.of(0);
    private boolean reread;

    @Override
    public List<String> classes() {
      return CLASSES;
    }

    @Override
    public int[] counts() {
      return new int[] {1, 2, 1};
    }

    @Override
    public List<Integer> selected() {
      return selected;
    }

    @Override
    public String stem(int image) {
      return new ArrayList<>(shown.keySet()).get(image);
    }

    @Override
    public ImageLabels labels(int image) {
      return shown.get(stem(image));
    }

    @Override
    public void classesChanged() {
      reread = true;
    }

    @Override
    public void changed(List<ImageChange> changes) {
      changes.forEach(change -> shown.put(change.stem(), change.after()));
    }
  }

  @BeforeEach
  void open() throws IOException {
    labels = Files.createDirectories(root.resolve("labels/train"));
    Files.writeString(root.resolve("classes.txt"), String.join("\n", CLASSES));
    put("a", "0\n");
    put("b", "0\n1\n");
    put("c", "");
    data = ExperimentConfig.defaults().data().with(DataSettings.ROOT, root);
    desk = new LabelDesk(labels, LabelBook.open(data), background, problems, questions);
    for (String stem : List.of("a", "b", "c")) {
      view.shown.put(stem, desk.book().read(stem));
    }
    settings = Settings.open(root.resolve("settings"));
    editing = new LabelEditing(view, settings);
    editing.open(desk);
    settle();
  }

  @AfterEach
  void close() {
    settle(); // what is being saved would be in the way of the folder's removal
    background.close();
  }

  private void put(String stem, String text) throws IOException {
    Files.writeString(labels.resolve(stem + ".cls"), text);
  }

  private String file(String stem) throws IOException {
    return Files.readString(labels.resolve(stem + ".cls"));
  }

  private void select(Integer... images) {
    view.selected = List.of(images);
    editing.refresh();
  }

  private void settle() {
    await("everything saved")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(5))
        .pollInSameThread() // This thread is the window's.
        .until(
            () -> {
              for (Runnable task = fx.poll(); task != null; task = fx.poll()) {
                task.run();
              }
              return background.idle() && desk.idle() && fx.isEmpty();
            });
    editing.refresh();
  }

  @Test
  void anEditShowsAtOnceAndIsThenInTheFile() throws IOException {
    editing.toggle(2);
    assertThat(view.shown.get("a")).as("before anything is saved").isEqualTo(ImageLabels.of(0, 2));
    settle();
    assertThat(file("a")).isEqualTo("0\n2\n");
    editing.toggle(2);
    settle();
    assertThat(file("a")).isEqualTo("0\n");
  }

  @Test
  void manyImagesGetAClassInOneChangeAndOneUndoTakesItBack() throws IOException {
    select(0, 1, 2);
    assertThat(editing.selectedProperty().get().of(0).having()).isEqualTo(2);
    editing.toggle(0);
    settle();
    assertThat(List.of(file("a"), file("b"), file("c"))).containsExactly("0\n", "0\n1\n", "0\n");
    assertThat(editing.selectedProperty().get().allHave(0)).isTrue();
    editing.toggle(0);
    settle();
    assertThat(List.of(file("a"), file("b"), file("c"))).containsExactly("", "1\n", "");
    assertThat(desk.undoableProperty().get().count()).isEqualTo(3);
    editing.undo();
    editing.undo();
    settle();
    assertThat(List.of(file("a"), file("b"), file("c"))).containsExactly("0\n", "0\n1\n", "");
    assertThat(view.shown.get("c")).as("the screen follows").isEqualTo(ImageLabels.NONE);
    editing.redo();
    settle();
    assertThat(file("c")).isEqualTo("0\n");
  }

  @Test
  void numberKeysTurnTheirClassOnAndOffOrMakeItUnknown() throws IOException {
    int number = editing.atHand().keyOf(2);
    editing.key(number, false);
    settle();
    assertThat(file("a")).isEqualTo("0\n2\n");
    editing.key(number, true);
    settle();
    assertThat(file("a")).isEqualTo("0\n");
    assertThat(Files.readString(root.resolve("labels/unknown/a.cls"))).isEqualTo("2\n");
    assertThat(editing.selectedProperty().get().of(2).unknown()).isEqualTo(1);
    editing.key(number, true);
    settle();
    assertThat(view.shown.get("a")).isEqualTo(ImageLabels.of(0));
  }

  @Test
  void aFileThatSomebodyElseHasChangedIsShownAndNotOverwritten() throws IOException {
    put("a", "1\n");
    editing.toggle(2);
    settle();
    assertThat(file("a")).isEqualTo("1\n");
    assertThat(view.shown.get("a")).isEqualTo(ImageLabels.of(1));
    Questions.Question asked = questions.openProperty().get();
    assertThat(asked.text()).contains("a").contains("dog");
    asked.answers().get(1).action().accept(0);
    settle();
    assertThat(file("a")).as("my change on top of theirs").isEqualTo("1\n2\n");
  }

  @Test
  void whatWasBuiltOnAnEditThatFailsIsTakenBackWithIt() throws IOException {
    put("a", "1\n");
    editing.toggle(2);
    editing.toggle(1);
    settle();
    assertThat(view.shown.get("a")).isEqualTo(ImageLabels.of(1));
    assertThat(file("a")).isEqualTo("1\n");
  }

  @Test
  void whatAnotherWindowHasChangedIsShownWhenThisOneLooks() {
    LabelBook other = LabelBook.open(data);
    other.edit("b", ImageLabels.of(0, 1), ImageLabels.of(2), "window");
    editing.look();
    settle();
    assertThat(view.shown.get("b")).isEqualTo(ImageLabels.of(2));
    editing.undo();
    settle();
    assertThat(view.shown.get("b")).isEqualTo(ImageLabels.of(0, 1));
  }

  @Test
  void aVanishedFileIsToldAndCanBeWrittenAgain() throws IOException {
    Files.delete(labels.resolve("a.cls"));
    editing.toggle(2);
    settle();
    assertThat(questions.openProperty().get().text()).contains("vanished");
    assertThat(labels.resolve("a.cls")).doesNotExist();
    questions.openProperty().get().answers().get(1).action().accept(0);
    settle();
    assertThat(file("a")).isEqualTo("0\n2\n");
  }

  @Test
  void aLabelFolderThatIsGoneChangesNothingOnTheScreen() throws IOException {
    Files.move(labels, root.resolve("elsewhere"));
    editing.toggle(2);
    settle();
    assertThat(view.shown.get("a")).isEqualTo(ImageLabels.of(0));
    assertThat(problems.open()).hasSize(1);
    assertThat(problems.open().get(0).message()).contains("has vanished");
  }

  @Test
  void classesAreMarkedRoundAndRound() {
    select(1);
    editing.markNext(1);
    assertThat(editing.markedProperty().get()).isZero();
    editing.markNext(1);
    editing.markNext(1);
    assertThat(editing.markedProperty().get()).isZero();
    editing.markNext(-1);
    assertThat(editing.markedProperty().get()).isEqualTo(1);
    editing.set(1, State.ABSENT);
    editing.refresh();
    assertThat(editing.markedProperty().get()).as("it is gone").isEqualTo(-1);
  }

  @Test
  void anEditAfterAnUndoWaitsForItAndGoesToTheImageThatWasMeant() throws IOException {
    editing.toggle(2);
    settle();
    editing.undo();
    editing.toggle(1);
    select(2);
    settle();
    assertThat(questions.openProperty().get()).as("no conflict with oneself").isNull();
    assertThat(file("a")).isEqualTo("0\n1\n");
    assertThat(file("c")).isEmpty();
  }

  @Test
  void theHistoryIsTakenBackInPart() throws IOException {
    select(0, 1, 2);
    editing.toggle(2);
    settle();
    HistoryModel history = new HistoryModel(desk, background);
    settle();
    assertThat(HistoryModel.words(history.heads().get(0))).isEqualTo("Changed 3 images");
    history.look(history.heads().get(0));
    settle();
    assertThat(history.changeProperty().get().images())
        .extracting(history::words)
        .containsOnly("+ cow");
    history.takeBack(Set.of("b"));
    settle();
    assertThat(List.of(file("a"), file("b"), file("c"))).containsExactly("0\n2\n", "0\n1\n", "2\n");
    assertThat(view.shown.get("b")).isEqualTo(ImageLabels.of(0, 1));
    assertThat(HistoryModel.words(history.heads().get(0))).isEqualTo("Took back a change of b");
  }

  @Test
  void aClassIsRemovedAfterAPreviewAndOneUndoBringsItBack() throws IOException {
    ClassesModel classes = new ClassesModel(desk, Runnable::run, Runnable::run);
    classes.actionProperty().set(ClassesModel.Action.REMOVE);
    classes.subjectProperty().set("cat");
    assertThat(classes.previewProperty().get().present()).isEqualTo(2);
    assertThat(file("a")).as("a preview changes nothing").isEqualTo("0\n");
    classes.apply();
    settle();
    assertThat(view.reread).isTrue();
    assertThat(desk.classes().names()).containsExactly("dog", "cow");
    assertThat(file("b")).isEqualTo("0\n");
    desk.undo();
    settle();
    assertThat(desk.classes().names()).isEqualTo(CLASSES);
    assertThat(file("b")).isEqualTo("0\n1\n");
  }

  @Test
  void aClassNameThatIsTakenOrEmptyIsRefusedWithAReason() {
    ClassesModel classes = new ClassesModel(desk, Runnable::run, Runnable::run);
    classes.nameProperty().set("dog");
    assertThat(classes.problemProperty().get()).contains("'dog' already");
    assertThat(classes.possible()).isFalse();
    classes.nameProperty().set(" ");
    assertThat(classes.problemProperty().get()).contains("needs a name");
    classes.nameProperty().set("hen");
    assertThat(classes.possible()).isTrue();
    assertThat(classes.problemProperty().get()).isEmpty();
  }

  @Test
  void keysAreRememberedForTheDataSet() {
    editing.pin(2, true);
    LabelEditing later = new LabelEditing(view, settings);
    later.open(desk);
    assertThat(later.atHand().pinned(2)).isTrue();
  }
}
