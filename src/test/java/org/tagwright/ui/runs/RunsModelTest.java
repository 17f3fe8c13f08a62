package org.tagwright.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Notes;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.cluster.FakeSlurm;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.ClusterStart;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunStatus;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.plot.PlotSeries;
import org.tagwright.ui.runs.RunsOnDisk.End;

/** The model of the Runs view without a toolkit: one thread stands for the window's. */
class RunsModelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Object window = new Object();
  private final FakeTraining training = new FakeTraining();
  private final RunQueues queues = new RunQueues(training.service());
  private Workbench workbench;
  private Navigator navigator;
  private RunsOnDisk disk;
  private RunsModel model;

  private void inWindow(Runnable work) {
    synchronized (window) {
      work.run();
    }
  }

  @BeforeEach
  void open(@TempDir Path folder) {
    disk = new RunsOnDisk(folder);
    workbench = Workbench.of(Settings.open(folder.resolve("settings")), this::inWindow);
    navigator = workbench.navigator();
    model = new RunsModel(training.service(), queues, workbench, folder);
  }

  @AfterEach
  void close() {
    queues.close();
    training.close();
    workbench.close();
    assertThat(workbench.problems().open()).isEmpty();
  }

  private RunFolder write(String name, int epochs, End end) {
    Path root = model.rootProperty().get();
    return disk.write(RunsOnDisk.config(root), name, 60, epochs, 4, end);
  }

  private void await(String what, BooleanSupplier holds) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .until(
            () -> {
              synchronized (window) {
                return holds.getAsBoolean();
              }
            });
  }

  private RunStatus shownStatus() {
    return model.watchedProperty().get().isEmpty()
        ? null
        : model.watchedProperty().get().get(0).status();
  }

  @Test
  void theNewestRunIsSelectedAndReadInFull() {
    write("2026-01-01_10-00-00-resnet18", 3, End.COMPLETED);
    write("2026-01-02_10-00-00-resnet18", 2, End.STOPPED);
    model.start();
    await("both runs", () -> model.runs().size() == 2 && shownStatus() == RunStatus.STOPPED);
    assertThat(model.selectedProperty().get().summary().name()).startsWith("2026-01-02");
    assertThat(model.charts().lossProperty().get().series()).isNotEmpty();
    assertThat(model.log()).isNotEmpty();
  }

  @Test
  void runsAndWhatWaitsAreCalledByWhatVariesAmongThem() {
    Path root = model.rootProperty().get();
    ExperimentConfig first = RunsOnDisk.config(root, "training.batchSize", "64");
    disk.write(first, "2026-01-01_10-00-00-resnet18", 60, 3, 4, End.COMPLETED);
    write("2026-01-02_10-00-00-resnet18", 2, End.STOPPED);
    model.start();
    await("names", () -> model.namesProperty().get().settings(first).equals("batch 64"));
    assertThat(model.namesProperty().get().of(first)).isEqualTo("batch 64 · ms-coco-dataset");
  }

  @Test
  void aRunThatEndedWithoutAWordIsInterrupted() {
    write("2026-01-01_10-00-00-resnet18", 3, End.NONE);
    model.start();
    await("its status", () -> shownStatus() == RunStatus.INTERRUPTED);
  }

  @Test
  void runsAreLaidOverEachOtherInColoursOfTheirOwn() {
    write("2026-01-01_10-00-00-resnet18", 3, End.COMPLETED);
    write("2026-01-02_10-00-00-resnet18", 3, End.COMPLETED);
    model.start();
    await("the newest", () -> shownStatus() != null && model.runs().size() == 2);
    inWindow(() -> model.toggleShown(model.runs().get(1)));
    await("both", () -> model.watchedProperty().get().size() == 2);
    assertThat(model.runs().get(0).colorProperty().get())
        .isNotEqualTo(model.runs().get(1).colorProperty().get());
    assertThat(model.charts().aloneProperty().get()).isFalse();
    assertThat(model.charts().scoresProperty().get().series())
        .extracting(PlotSeries::name)
        .as("identical runs are told apart by when they began")
        .containsExactly("resnet18, 01-02 10:00:00", "resnet18, 01-01 10:00:00");
    inWindow(() -> model.toggleShown(model.runs().get(1)));
    await("one", () -> model.watchedProperty().get().size() == 1);
    assertThat(model.runs().get(1).shown()).isFalse();
  }

  @Test
  void aNewRunDoesNotTakeTheSelectionAway() {
    write("2026-01-01_10-00-00-resnet18", 3, End.COMPLETED);
    model.start();
    await("the run", () -> shownStatus() != null);
    RunItem selected = model.selectedProperty().get();
    write("2026-01-02_10-00-00-resnet18", 1, End.NONE);
    await("the second run", () -> model.runs().size() == 2);
    assertThat(model.selectedProperty().get()).isSameAs(selected);
  }

  @Test
  void aRequestToShowARunSelectsItEvenInAnotherFolder(@TempDir Path elsewhere) {
    RunFolder other =
        new RunsOnDisk(elsewhere)
            .write(RunsOnDisk.config(elsewhere), "2026-01-05_10-00-00-vgg16", 5, 1, 2, End.STOPPED);
    model.start();
    inWindow(() -> navigator.go(new ShowRun(other.path())));
    await("the run", () -> shownStatus() == RunStatus.STOPPED);
    assertThat(navigator.current()).isEqualTo(ViewId.RUNS);
    assertThat(model.rootProperty().get()).isEqualTo(elsewhere);
  }

  @Test
  void aRunIsStoppedAndResumed() {
    model.start();
    Path root = model.rootProperty().get();
    Path run = training.start(RunsOnDisk.config(root, "training.epochs", "500"));
    inWindow(() -> model.select(run));
    await("running", () -> shownStatus() == RunStatus.RUNNING);
    assertThat(model.alive()).hasSize(1);
    inWindow(model.actions()::stop);
    await("stopped", () -> shownStatus() == RunStatus.STOPPED);
    inWindow(model.actions()::resume);
    await("running again", () -> shownStatus() == RunStatus.RUNNING);
    inWindow(model.actions()::stop);
    await("stopped again", () -> shownStatus() == RunStatus.STOPPED);
    assertThat(model.watchedProperty().get().get(0).state().resumes()).hasSize(1);
    await("the end told", () -> model.listing().endedProperty().get() != null);
    assertThat(model.listing().endedProperty().get().folder().path()).isEqualTo(run);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aJobIsShownAsTheSchedulerSeesItAndCancelled() throws IOException {
    Path root = model.rootProperty().get();
    FakeSlurm slurm = new FakeSlurm(root.resolve("bin"));
    ClusterRuns cluster = slurm.runs(ClusterProfiles.in(root));
    RunService service = new RunService(training, cluster);
    new ClusterStart(cluster).start(ClusterProfile.named("a100"), RunsOnDisk.config(root));
    model = new RunsModel(service, queues, workbench, root);
    JobWatch jobs = new JobWatch(model, cluster, workbench);
    model.start();
    await("the run", () -> shownStatus() == RunStatus.QUEUED);
    slurm.goDown();
    inWindow(jobs::ask);
    await("trouble", () -> jobs.troubleProperty().get().startsWith("Slurm does not answer"));
    slurm.comeBack();
    slurm.jobs("7|PENDING|Resources||0:00|4:00:00");
    await("idle", workbench.background()::idle);
    inWindow(jobs::ask);
    await("its reason", () -> jobWords().endsWith("waiting for free resources"));
    await("no trouble", () -> jobs.troubleProperty().get().isEmpty());
    inWindow(model.actions()::stop);
    await("stopped", () -> shownStatus() == RunStatus.STOPPED);
    assertThat(slurm.told()).containsExactly("scancel 7");
    inWindow(model.actions()::resumeHere);
    await("running here", () -> shownStatus() == RunStatus.RUNNING);
    inWindow(model.actions()::stop);
    await("stopped here", () -> shownStatus() == RunStatus.STOPPED);
    inWindow(() -> model.actions().resumeOn(ClusterProfile.named("a100")));
    await("in a job again", () -> shownStatus() == RunStatus.QUEUED);
  }

  private String jobWords() {
    return model.watchedProperty().get().get(0).inJob().words();
  }

  @Test
  void aKilledRunIsInterruptedAndTheOthersAreStillWatched() {
    write("2026-01-01_10-00-00-resnet18", 3, End.COMPLETED);
    model.start();
    Path root = model.rootProperty().get();
    Path run = training.start(RunsOnDisk.config(root, "training.epochs", "500"));
    inWindow(() -> model.select(run));
    await("running", () -> shownStatus() == RunStatus.RUNNING);
    inWindow(model.actions()::kill);
    await("interrupted", () -> shownStatus() == RunStatus.INTERRUPTED);
    inWindow(() -> model.selectedProperty().set(model.runs().get(1)));
    await("the other", () -> shownStatus() == RunStatus.COMPLETED);
  }

  @Test
  void aDeletedRunComesBackUntilAnotherWindowOpens() {
    RunFolder run = write("2026-01-01_10-00-00-resnet18", 1, End.STOPPED);
    model.start();
    await("the run", () -> shownStatus() == RunStatus.STOPPED);
    inWindow(model.actions()::delete);
    await("gone", () -> model.runs().isEmpty());
    inWindow(model.actions()::undoDelete);
    await("back", () -> shownStatus() == RunStatus.STOPPED);
    assertThat(run.config()).isEqualTo(RunsOnDisk.config(model.rootProperty().get()));
    inWindow(model.actions()::delete);
    await("gone again", () -> model.runs().isEmpty());
    Path trashed = run.path().resolveSibling(".trash").resolve(run.name());
    assertThat(trashed).isDirectory();
    RunsModel next =
        new RunsModel(training.service(), queues, workbench, model.rootProperty().get());
    next.start();
    await("deleted for good", () -> !Files.exists(trashed));
  }

  @Test
  void aRunWhoseFolderVanishesLeavesTheList() throws Exception {
    RunFolder run = write("2026-01-01_10-00-00-resnet18", 1, End.STOPPED);
    model.start();
    await("the run", () -> model.runs().size() == 1);
    try (var files = Files.list(run.path())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(run.path());
    await("no run", () -> model.runs().isEmpty());
    assertThat(model.selectedProperty().get()).isNull();
  }

  @Test
  void anArchivedRunLeavesTheListUntilItIsAskedForOrLookedFor() {
    write("2026-01-01_10-00-00-resnet18", 1, End.STOPPED);
    RunFolder old = write("2026-01-02_10-00-00-resnet18", 2, End.COMPLETED);
    model.start();
    await("both", () -> shownStatus() == RunStatus.COMPLETED && model.runs().size() == 2);
    Notes.NONE.withArchived(true).write(old.path());
    await("the other one", () -> model.runs().size() == 1 && shownStatus() == RunStatus.STOPPED);
    assertThat(model.listing().archivedProperty().get()).isOne();
    inWindow(() -> navigator.go(new ShowRun(old.path())));
    await("the archived one", () -> shownStatus() == RunStatus.COMPLETED);
    assertThat(model.runs()).hasSize(2);
    assertThat(model.selectedProperty().get().notes().archived()).isTrue();
    inWindow(() -> model.listing().showArchivedProperty().set(false));
    Notes.NONE.write(old.path());
    await("none archived", () -> model.runs().size() == 2);
  }

  @Test
  void theFolderOfAnotherExperimentIsFollowedAndOneChosenByHandStays(
      @TempDir Path opened, @TempDir Path chosen) {
    Path usual = model.rootProperty().get();
    model.follow(usual);
    model.begin();
    assertThat(model.rootProperty().get()).isEqualTo(usual);
    model.follow(opened);
    model.begin();
    assertThat(model.rootProperty().get()).isEqualTo(opened);
    model.rootProperty().set(chosen);
    model.begin();
    assertThat(model.rootProperty().get()).isEqualTo(chosen);
    RunsModel next = new RunsModel(training.service(), queues, workbench, usual);
    next.follow(opened); // the draft of the last time
    next.begin();
    assertThat(next.rootProperty().get()).isEqualTo(chosen);
  }

  @Test
  void theFolderLastLookedAtIsLookedAtAgainWhenTheWindowOpens(
      @TempDir Path usual, @TempDir Path other) {
    RunsModel before = new RunsModel(training.service(), queues, workbench, usual);
    assertThat(before.rootProperty().get()).isEqualTo(usual);
    before.rootProperty().set(other);
    RunsModel after = new RunsModel(training.service(), queues, workbench, usual);
    assertThat(after.rootProperty().get()).isEqualTo(other);
  }
}
