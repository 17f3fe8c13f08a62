package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.queue.QueueEntry;
import org.tagwright.run.RunStatus;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.runs.FakeTraining;
import org.tagwright.ui.runs.RunsModel;
import org.tagwright.ui.runs.RunsOnDisk;
import org.testfx.api.FxRobot;

/** A person sets a run up, starts it, watches it, stops it and lets it go on. */
@UiTest
class TrainingFlowTest {
  private final FxRobot robot = new FxRobot();

  /** So many epochs that no run is done before the test is, however busy the machine. */
  private static final String MANY = "9000";

  private final FakeTraining training = new FakeTraining();
  private WindowUnderTest window;
  private RunsModel runs;

  @BeforeEach
  void open(@TempDir Path folder) {
    window =
        WindowUnderTest.open(
            folder.resolve("settings"), 1280, 800, real -> real.withRuns(training.service()));
    runs = window.wiring().runs();
    Path root = folder.resolve("runs");
    window.settle();
    Toolkit.onFx(
        () ->
            window
                .wiring()
                .experiment()
                .fill(RunsOnDisk.config(root, "training.epochs", MANY), "a test"));
  }

  @AfterEach
  void close() {
    window.close();
    training.close();
  }

  private void awaitStatus(RunStatus status) {
    Toolkit.await(
        status.toString(),
        () ->
            !runs.watchedProperty().get().isEmpty()
                && runs.watchedProperty().get().get(0).status() == status);
    window.settle();
  }

  private TextField field(String path) {
    return robot.lookup("#field-" + path.replace('.', '-') + " .text-field").query();
  }

  @Test
  void setUpStartWatchStopResume() {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.settle();
    ButtonBase start = robot.lookup("#startButton").query();
    // The words under the field and beside the button say why it cannot start.
    Toolkit.onFx(() -> field("training.batchSize").setText("1"));
    assertThat(start.isDisabled()).isTrue();
    assertThat(robot.lookup("#whyNot").<Label>query().getText()).startsWith("Batch size must be");
    Toolkit.onFx(() -> field("training.batchSize").setText("16"));
    assertThat(start.isDisabled()).isFalse();

    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    Toolkit.await(
        "the runs", () -> window.wiring().workbench().navigator().current() == ViewId.RUNS);
    awaitStatus(RunStatus.RUNNING);
    Toolkit.await("epochs", () -> runs.watchedProperty().get().get(0).state().epochs().size() >= 2);
    Toolkit.await(
        "charts",
        () -> runs.charts().scoresProperty().get().series().stream().anyMatch(s -> s.size() >= 2));

    robot.clickOn("Stop");
    awaitStatus(RunStatus.STOPPED);
    int done = runs.watchedProperty().get().get(0).state().epochs().size();
    robot.clickOn("Resume");
    awaitStatus(RunStatus.RUNNING);
    Toolkit.await(
        "more epochs", () -> runs.watchedProperty().get().get(0).state().epochs().size() > done);
    assertThat(window.wiring().workbench().problems().open()).isEmpty();
  }

  @Test
  void theSameByKeysAloneAndThenFurtherEpochs() {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    window.settle();
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    Toolkit.await(
        "the runs", () -> window.wiring().workbench().navigator().current() == ViewId.RUNS);
    awaitStatus(RunStatus.RUNNING);
    tabTo("Stop");
    robot.push(KeyCode.SPACE);
    awaitStatus(RunStatus.STOPPED);
    tabTo("Resume");
    robot.push(KeyCode.SPACE);
    awaitStatus(RunStatus.RUNNING);
    tabTo("Stop");
    robot.push(KeyCode.SPACE);
    awaitStatus(RunStatus.STOPPED);

    tabTo("More commands for this run");
    robot.push(KeyCode.SPACE);
    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.ENTER);
    Toolkit.await("the question", () -> robot.lookup("Continue training").tryQuery().isPresent());
    TextField epochs = robot.lookup("#question-number").query();
    assertThat(epochs.getText()).isEqualTo("9005");
    Screenshot.take(window.scene(), "extend-dark-1280x800");
    // Fewer than it has done is no answer.
    robot.write("0").push(KeyCode.ENTER);
    assertThat(robot.lookup("#question-number").tryQuery()).isPresent();
    robot.push(KeyCode.BACK_SPACE).write("9010").push(KeyCode.ENTER);
    awaitStatus(RunStatus.RUNNING);
    Toolkit.await(
        "a longer plan", () -> runs.watchedProperty().get().get(0).state().epochsPlanned() == 9010);
    assertThat(window.wiring().workbench().problems().open()).isEmpty();
  }

  @Test
  void aSweepIsQueuedReorderedByKeysAndShortened() {
    // They wait for a run that was started beside the queue.
    training.start(window.wiring().config());
    window.show(ViewId.EXPERIMENT);
    Toolkit.onFx(() -> field("training.epochs").setText("2, 3, 4"));
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.ENTER);
    Toolkit.await("three that wait", () -> runs.queue().size() == 3);
    window.settle();
    assertThat(robot.lookup("Queue · 3 runs wait").tryQuery()).isPresent();
    Screenshot.take(window.scene(), "queue-dark-1280x800");

    // The last one to the front; the keys stay with it.
    tabTo("Earlier: epochs 4 · ms-coco-dataset");
    robot.push(KeyCode.SPACE);
    Toolkit.await("the middle", () -> runs.queue().get(1).title().equals("epochs=4"));
    window.settle();
    robot.push(KeyCode.SPACE);
    Toolkit.await("the front", () -> runs.queue().get(0).title().equals("epochs=4"));
    window.settle();
    tabTo("Remove from the queue: epochs 2 · ms-coco-dataset");
    robot.push(KeyCode.SPACE);
    Toolkit.await("two that wait", () -> runs.queue().size() == 2);
    assertThat(runs.queue()).extracting(QueueEntry::title).containsExactly("epochs=4", "epochs=3");
    assertThat(window.wiring().workbench().problems().open()).isEmpty();
  }

  @Test
  void aProblemInAFoldedFieldUnfoldsItsGroup() {
    window.show(ViewId.EXPERIMENT);
    assertThat(robot.lookup("#field-training-valBatchSize").tryQuery()).isEmpty();
    Toolkit.onFx(
        () -> window.wiring().experiment().field("training.valBatchSize").textProperty().set("0"));
    window.settle();
    assertThat(robot.lookup("#field-training-valBatchSize").query().isVisible()).isTrue();
  }

  @Test
  void theSelectedRunStaysMarkedWhenAnotherBegins() {
    Path first = training.start(window.wiring().config());
    Toolkit.onFx(() -> runs.select(first));
    window.show(ViewId.RUNS);
    awaitStatus(RunStatus.RUNNING);
    training.start(window.wiring().config());
    Toolkit.await("both", () -> runs.runs().size() == 2);
    window.settle();
    ListView<?> list = robot.lookup("#list").query();
    assertThat(list.getSelectionModel().getSelectedItem()).isSameAs(runs.selectedProperty().get());
    assertThat(runs.selectedProperty().get().path()).isEqualTo(first);
  }

  /** Presses Tab until a control has the keys. */
  private void tabTo(String name) {
    for (int i = 0; i < 40; i++) {
      if (window.scene().getFocusOwner() instanceof Labeled node
          && (name.equals(node.getText()) || name.equals(node.getAccessibleText()))) {
        return;
      }
      robot.push(KeyCode.TAB);
    }
    throw new AssertionError("Tab does not reach " + name);
  }

  @Test
  void closingWithARunGoingAsks() {
    Path run = training.start(window.wiring().config());
    Toolkit.onFx(() -> runs.select(run));
    awaitStatus(RunStatus.RUNNING);
    boolean[] closed = new boolean[1];
    ClosingQuestion closing = window.wiring().closingQuestion(() -> closed[0] = true);
    ask(closing);
    Screenshot.take(window.scene(), "closing-dark-1280x800");
    robot.clickOn("Cancel");
    assertThat(closed[0]).isFalse();
    ask(closing);
    robot.clickOn("Stop it");
    Toolkit.await("closed", () -> closed[0]);
    awaitStatus(RunStatus.STOPPED);
    closed[0] = false;
    Toolkit.onFx(closing::ask);
    Toolkit.await("closed unasked", () -> closed[0]);
  }

  private void ask(ClosingQuestion closing) {
    Toolkit.onFx(closing::ask);
    Toolkit.await(
        "the question", () -> window.wiring().workbench().questions().openProperty().get() != null);
    window.settle();
  }

  @Test
  void closingKnowsRunsOfOtherFoldersToo(@TempDir Path elsewhere) {
    window.show(ViewId.EXPERIMENT);
    Toolkit.onFx(
        () -> {
          var experiment = window.wiring().experiment();
          experiment.fill(RunsOnDisk.config(elsewhere, "training.epochs", MANY), "a test");
          experiment.start();
        });
    Toolkit.await(
        "the runs", () -> window.wiring().workbench().navigator().current() == ViewId.RUNS);
    window.settle();
    Toolkit.onFx(() -> runs.rootProperty().set(elsewhere.resolve("nothing-here")));
    Toolkit.await("none shown", () -> runs.alive().isEmpty());
    boolean[] closed = new boolean[1];
    ask(window.wiring().closingQuestion(() -> closed[0] = true));
    assertThat(closed[0]).isFalse();
    robot.clickOn("Leave it running");
    assertThat(closed[0]).isTrue();
  }

  @Test
  void aKilledRunShowsAsInterruptedAndTheWindowLives() {
    Path run = training.start(window.wiring().config());
    Toolkit.onFx(() -> runs.select(run));
    window.show(ViewId.RUNS);
    awaitStatus(RunStatus.RUNNING);
    Toolkit.onFx(runs.actions()::kill);
    awaitStatus(RunStatus.INTERRUPTED);
    assertThat(robot.lookup("The run was interrupted").tryQuery()).isPresent();
    robot.clickOn("Resume");
    awaitStatus(RunStatus.RUNNING);
  }

  @Test
  void theHelpSheetListsTheKeysAndEscapeClosesIt() {
    window.show(ViewId.RUNS);
    robot.push(KeyCode.F1);
    window.settle();
    assertThat(robot.lookup("Keyboard shortcuts").tryQuery()).isPresent();
    assertThat(robot.lookup("Find in the log").tryQuery()).isPresent();
    Screenshot.take(window.scene(), "help-dark-1280x800");
    robot.push(KeyCode.ESCAPE);
    Toolkit.await("closed", () -> robot.lookup("Keyboard shortcuts").tryQuery().isEmpty());
  }
}
