package org.tagwright.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.FakeSlurm;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Section;
import org.tagwright.queue.RunQueue;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunList;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Questions;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Questions.Question;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.ViewRequest.SetUp;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.runs.FakeTraining;
import org.tagwright.ui.runs.RunsOnDisk;

class ExperimentModelTest {
  @TempDir Path folder;
  private final Object window = new Object();
  private final Problems problems = new Problems(this::inWindow);
  private final Background background = new Background(this::inWindow, problems);
  private final Navigator navigator = new Navigator();
  private final Questions questions = new Questions();
  private final FakeTraining training = new FakeTraining();
  private final RunQueues queues = new RunQueues(training.service());
  private RunService service = training.service();

  private void inWindow(Runnable work) {
    synchronized (window) {
      work.run();
    }
  }

  @AfterEach
  void close() {
    queues.close();
    training.close();
    background.close();
  }

  private ExperimentModel open() {
    ExperimentModel model =
        new ExperimentModel(
            new Workbench(
                this::inWindow,
                problems,
                background,
                navigator,
                questions,
                Settings.open(folder),
                file -> {}),
            service,
            queues);
    await("idle", background::idle);
    return model;
  }

  private void type(ExperimentModel model, String path, String text) {
    inWindow(() -> model.field(path).textProperty().set(text));
  }

  private void await(String what, BooleanSupplier holds) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(15))
        .until(
            () -> {
              synchronized (window) {
                return holds.getAsBoolean();
              }
            });
  }

  @Test
  void whatWasTypedIsThereAgainAfterACrashEvenIfItWasWrong() {
    ExperimentModel first = open();
    type(first, "training.epochs", "ten");
    type(first, "training.batchSize", "48");
    await("kept", background::idle);
    ExperimentModel second = open();
    assertThat(second.field("training.epochs").text()).isEqualTo("ten");
    assertThat(second.field("training.batchSize").text()).isEqualTo("48");
    assertThat(second.draftProperty().get().whyNot()).isNotEmpty();
  }

  @Test
  void aProblemStandsByItsFieldAsOneTypesAndGoesWhenMended() {
    ExperimentModel model = open();
    type(model, "data.valSplit", "2");
    assertThat(model.field("data.valSplit").problemProperty().get()).contains("between 0 and 1");
    type(model, "data.valSplit", "0.2");
    assertThat(model.field("data.valSplit").problemProperty().get()).isEmpty();
  }

  @Test
  void aFieldThatDoesNothingIsShownAsIdle() {
    ExperimentModel model = open();
    type(model, "earlyStopping.enabled", "false");
    assertThat(model.field("earlyStopping.patience").idleProperty().get())
        .isEqualTo("no effect while Early stopping is Off");
  }

  @Test
  void aRecipeIsFilledInWhereItIsChosenAndTakenBackByAnother() {
    ExperimentModel model = open();
    type(model, "training.batchSize", "8");
    type(model, "recipe", "quick");
    assertThat(model.field("training.optimizer").text()).isEqualTo("adamw");
    assertThat(model.field("data.imageSize").text()).isEqualTo("128");
    type(model, "training.epochs", "7");
    type(model, "recipe", "classic");
    assertThat(model.field("training.optimizer").text()).isEqualTo("adam");
    assertThat(model.field("data.imageSize").text()).isEqualTo("224");
    assertThat(model.field("training.epochs").text()).isEqualTo("7");
    assertThat(model.field("training.batchSize").text()).isEqualTo("8");
  }

  @Test
  void resettingAGroupLeavesTheOthers() {
    ExperimentModel model = open();
    type(model, "training.epochs", "7");
    type(model, "model.backbone", "vgg16");
    inWindow(() -> model.reset(Section.SCHEDULE));
    assertThat(model.field("training.epochs").text()).isEqualTo("18");
    assertThat(model.field("model.backbone").text()).isEqualTo("vgg16");
  }

  @Test
  void aFileIsOpenedRememberedAndSavedAgain() throws Exception {
    Path file = folder.resolve("mine.json");
    Files.writeString(file, "{\"training\": {\"epochs\": [5, 6]}}");
    ExperimentModel model = open();
    inWindow(() -> model.open(file));
    await("opened", () -> model.field("training.epochs").text().equals("5, 6"));
    assertThat(model.draftProperty().get().runs()).hasSize(2);
    assertThat(model.recent()).containsExactly(file);
    type(model, "training.epochs", "9");
    Path other = folder.resolve("other.json");
    inWindow(() -> model.save(other));
    await("saved", () -> Files.exists(other) && model.originProperty().get().equals("other.json"));
    assertThat(ConfigJson.read(other).training().epochs()).isEqualTo(9);
  }

  @Test
  void aFileThatIsNoConfigurationIsAProblemAndChangesNothing() throws Exception {
    Path file = folder.resolve("mine.json");
    Files.writeString(file, "{\"training\": {\"epoch\": 5}}");
    ExperimentModel model = open();
    inWindow(() -> model.open(file));
    await("the problem", () -> problems.open().size() == 1);
    assertThat(problems.open().get(0).message()).contains("training.epochs");
    assertThat(model.field("training.epochs").text()).isEqualTo("18");
  }

  @Test
  void aRunsConfigurationIsTakenOver() {
    ExperimentModel model = open();
    ExperimentConfig config = RunsOnDisk.config(folder, "training.seed", "7");
    inWindow(() -> navigator.go(new SetUp(config, "from run a")));
    assertThat(model.draftProperty().get().first()).isEqualTo(config);
    assertThat(model.originProperty().get()).isEqualTo("from run a");
    assertThat(navigator.current()).isEqualTo(ViewId.EXPERIMENT);
  }

  @Test
  void startingGoesToTheRun() {
    ExperimentModel model = open();
    inWindow(
        () ->
            model.fill(
                RunsOnDisk.config(folder.resolve("runs"), "training.epochs", "1"), "a test"));
    inWindow(model::start);
    await("the runs", () -> navigator.current() == ViewId.RUNS);
    assertThat(folder.resolve("runs")).isNotEmptyDirectory();
  }

  @Test
  void aRunThatRepeatsAnotherIsAskedAboutFirst() {
    ExperimentModel model = open();
    Path runs = folder.resolve("runs");
    inWindow(() -> model.fill(RunsOnDisk.config(runs, "training.epochs", "400"), "a test"));
    inWindow(model::start);
    inWindow(model::start); // A double click is one.
    await("the run", () -> navigator.current() == ViewId.RUNS);
    await("idle", background::idle);
    inWindow(model::start);
    await("the question", () -> questions.openProperty().get() != null);
    assertThat(RunList.scan(runs)).hasSize(1);
    Question question = questions.openProperty().get();
    assertThat(question.text()).contains("is training it now", ".pt. Of their scores");
    assertThat(question.answers())
        .extracting(Answer::label)
        .containsExactly("Show that run", "Start again");
    inWindow(() -> question.answers().get(1).action().accept(0));
    await("the second", () -> RunList.scan(runs).size() == 2);
  }

  @Test
  void aSweepThatRepeatsWhatWaitsSaysHowManyOfItsRuns() {
    ExperimentModel model = open();
    Path runs = folder.resolve("runs");
    type(model, "output.runs", runs.toString());
    new RunQueue(runs).add("waiting", model.draftProperty().get().first());
    type(model, "training.learningRate", "1e-3, 1e-4, 1e-5");
    inWindow(model::start);
    await("the question", () -> questions.openProperty().get() != null);
    assertThat(questions.openProperty().get().text())
        .startsWith("1 of these 3 runs repeats an earlier one: It waits in the queue.");
    assertThat(new RunQueue(runs).entries()).hasSize(1);
  }

  @Test
  void oneMoreValueIsAskedForWithoutMakingTheFieldWrong() {
    ExperimentModel model = open();
    FieldModel rate = model.field("training.learningRate");
    inWindow(rate::expectMore);
    assertThat(rate.text()).isEqualTo("1e-4, ");
    assertThat(rate.problemProperty().get()).isEmpty();
    inWindow(rate::expectNoMore);
    assertThat(rate.text()).isEqualTo("1e-4");
    assertThat(model.field("data.root").sweepable()).isFalse();
  }

  @Test
  void aSweepIsQueued() {
    ExperimentModel model = open();
    Path runs = folder.resolve("runs");
    type(model, "output.runs", runs.toString());
    type(model, "training.learningRate", "1e-3, 1e-4");
    inWindow(model::start);
    await("the queue", () -> queues.of(runs).entries().size() == 2);
  }

  private FakeSlurm useCluster() throws IOException {
    ClusterProfiles profiles = ClusterProfiles.in(folder);
    profiles.put(ClusterProfile.named("a100"));
    FakeSlurm slurm = new FakeSlurm(folder.resolve("bin"));
    service = new RunService(training, slurm.runs(profiles));
    return slurm;
  }

  private ExperimentModel openOnCluster(Path runs) {
    ExperimentModel model = open();
    inWindow(model.clusters()::load);
    await("the profile", () -> model.clusters().profiles().size() == 1);
    inWindow(() -> model.clusters().choose(model.clusters().profiles().get(0)));
    type(model, "output.runs", runs.toString());
    return model;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void withAClusterChosenARunIsAJobAndASweepAnArray() throws Exception {
    FakeSlurm slurm = useCluster();
    Path runs = folder.resolve("runs");
    ExperimentModel model = openOnCluster(runs);
    inWindow(model::start);
    await("the run", () -> navigator.current() == ViewId.RUNS);
    assertThat(slurm.submitted()).noneMatch(option -> option.startsWith("--array"));
    assertThat(RunList.scan(runs)).extracting(run -> run.job().profile()).containsExactly("a100");
    type(model, "training.learningRate", "1e-3, 1e-5");
    inWindow(model::enqueue);
    await("the sweep", () -> RunList.scan(runs).size() == 3);
    await("idle", background::idle);
    assertThat(slurm.submitted()).contains("--array=1-2%2");
    assertThat(queues.of(runs).entries()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whereSlurmRefusesItsWordsAreShownAndTheFormStays() throws Exception {
    useCluster().refuse("sbatch: error: invalid partition specified: none");
    Path runs = folder.resolve("runs");
    ExperimentModel model = openOnCluster(runs);
    inWindow(model::start);
    await("the problem", () -> problems.open().size() == 1);
    assertThat(problems.open().get(0).message())
        .contains("Slurm refused the job: invalid partition specified: none");
    assertThat(RunList.scan(runs)).isEmpty();
    assertThat(model.field("output.runs").text()).isEqualTo(runs.toString());
    assertThat(navigator.current()).isNotEqualTo(ViewId.RUNS);
  }

  @Test
  void theCheckpointPathAndMissingDataAreFoundOut() {
    ExperimentModel model = open();
    type(model, "data.root", folder.resolve("nowhere").toString());
    await(
        "the findings",
        () ->
            model.forecast().findingsProperty().get() != null
                && !model.forecast().findingsProperty().get().dataFolderThere());
    assertThat(model.forecast().findingsProperty().get().checkpoint().toString())
        .contains("resnet18")
        .endsWith(".pt");
  }

  @Test
  void openingTheDefaultsCanBeUndone() {
    ExperimentModel model = open();
    type(model, "training.epochs", "ten");
    type(model, "training.batchSize", "48");
    assertThat(model.undoable()).isEmpty();
    inWindow(model::resetAll);
    assertThat(model.undoable()).contains("New experiment");
    assertThat(model.field("training.epochs").text()).isEqualTo("18");
    inWindow(model::undoOpening);
    assertThat(model.field("training.epochs").text()).isEqualTo("ten");
    assertThat(model.field("training.batchSize").text()).isEqualTo("48");
    assertThat(model.undoable()).isEmpty();
  }
}
