package org.tagwright.suspects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.FakeSlurm;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.OutputSettings;
import org.tagwright.data.DataFiles;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelSet;
import org.tagwright.data.Split;
import org.tagwright.data.StemList;
import org.tagwright.prediction.ChildPrediction;
import org.tagwright.process.ChildProcess;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueue;
import org.tagwright.suspects.FoldRuns.Standing;
import org.tagwright.suspects.FoldRuns.State;

final class FoldRunsTest {
  private static final int IMAGES = 14;

  @TempDir Path root;
  private ExperimentConfig config;
  private RunQueue queue;

  @BeforeEach
  void configure() {
    config =
        ExperimentConfig.defaults()
            .with(DataSettings.ROOT, root)
            .with(OutputSettings.RUNS, root.resolve("runs"))
            .with(OutputSettings.TRAINED_MODELS, root.resolve("models"))
            .with(OutputSettings.PREDICTIONS, root.resolve("predictions"));
    queue = new RunQueue(config.output().runs());
  }

  private DatasetIndex index(int images) {
    List<BitSet> classes =
        IntStream.range(0, images)
            .mapToObj(i -> BitSet.valueOf(new long[] {i % 2 == 0 ? 1 : 3}))
            .toList();
    return DatasetIndex.of(
        new LabelSet(List.of("cat", "dog")),
        config.data().trainImagesFolder(),
        IntStream.range(0, images).mapToObj(i -> "i%02d.png".formatted(i)).toList(),
        classes);
  }

  private List<State> states(FoldRuns folds) {
    return folds.look(queue).stream().map(Standing::state).toList();
  }

  @Test
  void everyImageIsLeftOutOfExactlyOneTraining() {
    DatasetIndex index = index(IMAGES);
    FoldRuns folds = FoldRuns.of(config, index, 3, false);
    int[] leftOut = new int[IMAGES];
    for (QueueEntry entry : folds.enqueueMissing(queue)) {
      Split split = Split.of(index, entry.config().data(), 1);
      for (int sample : split.validation()) {
        leftOut[sample]++;
      }
      assertThat(split.validation()).hasSizeBetween(4, 5);
      assertThat(index.support(split.validation())[1]).isGreaterThan(0);
    }
    assertThat(leftOut).containsOnly(1);
  }

  @Test
  void aTrainingThatWaitsIsNotQueuedAgainAndATrainedOneNotTrainedAgain() throws IOException {
    FoldRuns folds = FoldRuns.of(config, index(IMAGES), 2, false);
    assertThat(states(folds)).containsExactly(State.MISSING, State.MISSING);
    List<QueueEntry> entries = folds.enqueueMissing(queue);
    assertThat(entries).hasSize(2);
    assertThat(folds.enqueueMissing(queue)).isEmpty();
    assertThat(folds.queued(queue)).isEqualTo(entries);
    trained(entries.get(0));
    FoldRuns later = FoldRuns.of(config, index(IMAGES), 2, false);
    assertThat(states(later)).containsExactly(State.TRAINED, State.QUEUED);
    assertThat(FoldRuns.earlier(config)).contains(2);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onAClusterTheMissingFoldsAreOneArrayAndAreWaitedFor() throws Exception {
    FakeSlurm slurm = new FakeSlurm(root.resolve("bin"));
    FoldRuns folds = FoldRuns.of(config, index(IMAGES), 2, false);
    ClusterProfile profile = ClusterProfile.named("a100");
    FoldJobs jobs = new FoldJobs(folds, queue, slurm.runs(ClusterProfiles.in(root)));
    assertThat(jobs.submit(profile)).isEqualTo(2);
    assertThat(slurm.submitted()).contains("--array=1-2%2");
    slurm.jobs("7_1|RUNNING|None|n3|0:05|1:00", "7_2|PENDING|Priority||0:00|1:00");
    assertThat(jobs.submit(profile)).as("what is in jobs already").isZero();
    List<String> told = new ArrayList<>();
    assertThat(jobs.await(told::add, () -> true)).isFalse();
    assertThat(told)
        .containsExactly(
            "Fold 1: training on a100, node n3",
            "Fold 2: submitted to a100: behind jobs of higher priority");
    slurm.jobs("7_1|FAILED|NonZeroExitCode|n3|0:05|1:00", "7_2|CANCELLED|None||0:00|1:00");
    told.clear();
    assertThat(jobs.await(told::add, () -> false)).isFalse();
    assertThat(told.get(1)).startsWith("Fold 2: Its job 7_2 on a100 ended: it was cancelled.");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFoldThatWaitsOnThisComputerIsNotGivenToAClusterToo() throws IOException {
    FakeSlurm slurm = new FakeSlurm(root.resolve("bin"));
    FoldRuns folds = FoldRuns.of(config, index(IMAGES), 2, false);
    folds.enqueueMissing(queue);
    FoldJobs jobs = new FoldJobs(folds, queue, slurm.runs(ClusterProfiles.in(root)));
    assertThatThrownBy(() -> jobs.submit(ClusterProfile.named("a100")))
        .hasMessage(
            "Fold 1 waits in the queue of this computer. Remove it there, or leave out --on.");
  }

  private void trained(QueueEntry entry) throws IOException {
    Path checkpoint = CheckpointName.fileOf(entry.config());
    Files.createDirectories(checkpoint.getParent());
    Files.writeString(checkpoint, "");
    queue.remove(entry.id());
  }

  @Test
  void eachFoldIsScoredByTheNetworkThatWasTrainedWithoutIt() throws IOException {
    DatasetIndex index = index(IMAGES);
    Files.write(root.resolve("classes.txt"), index.labels().names());
    for (int i = 0; i < IMAGES; i++) {
      DataFiles.write(index.image(i), DataFiles.encoded(DataFiles.picture(4, 4, i), "png"));
      Path truth = root.resolve("labels/truth").resolve(index.stem(i) + ".cls");
      Files.createDirectories(truth.getParent());
      Files.writeString(truth, "0\n");
    }
    FoldRuns folds = FoldRuns.of(config, index, 2, false);
    for (QueueEntry entry : folds.enqueueMissing(queue)) {
      trained(entry);
    }
    ChildPrediction child = new ChildPrediction(new ChildProcess(FakeScoring.class.getName()), 8);
    SampleScores scores = folds.scores(index, child, Progress.NONE);
    assertThat(scores.missing()).isZero();
    for (int number = 1; number <= 2; number++) {
      Path list = folds.folder().resolve("fold-" + number + ".txt");
      Path checkpoints = folds.folder().resolve("fold-" + number);
      for (int i = 0; i < IMAGES; i++) {
        boolean inFold = StemList.read(list).stems().contains(index.stem(i));
        assertThat(scores.checkpoint(i).startsWith(checkpoints)).isEqualTo(inFold);
      }
    }
    assertThat(scores.score(0, 0)).isGreaterThan(0.75f);
    assertThat(scores.score(0, 1)).isLessThan(0.25f);
  }

  @Test
  void anImageThatHasGoneLeavesItsFoldAndANewOneHasNoScore() {
    FoldRuns.of(config, index(IMAGES), 2, false);
    FoldRuns later = FoldRuns.of(config, index(IMAGES - 1), 2, false);
    assertThat(
            StemList.read(later.folder().resolve("fold-1.txt")).stems().size()
                + StemList.read(later.folder().resolve("fold-2.txt")).stems().size())
        .isEqualTo(IMAGES - 1);
    SampleScores none = new SampleScores(index(IMAGES));
    assertThat(none.missing()).isEqualTo(IMAGES);
  }

  @Test
  void tooManyFoldsForTheImagesAndNonsenseAreRefused() {
    assertThatThrownBy(() -> FoldRuns.of(config, index(8), 3, false))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("only 8 samples")
        .hasMessageContaining("too few for 3 folds");
    assertThatThrownBy(() -> FoldRuns.of(config, index(IMAGES), 1, false))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("The number of folds is 1; it must be 2 to 20");
  }

  @Test
  void aCheckpointOfOtherClassesIsRefused() throws IOException {
    DatasetIndex index = index(6);
    for (int i = 0; i < 6; i++) {
      DataFiles.write(index.image(i), DataFiles.encoded(DataFiles.picture(4, 4, i), "png"));
    }
    Files.write(root.resolve("classes.txt"), List.of("dog", "cat"));
    Path checkpoint = Files.writeString(root.resolve("m.pt"), "");
    ChildPrediction child = new ChildPrediction(new ChildProcess(FakeScoring.class.getName()), 8);
    SampleScores scores = new SampleScores(index);
    var content =
        child.scores(
            checkpoint, index.folder(), null, root.resolve("kept"), "scoring", Progress.NONE);
    assertThatThrownBy(() -> scores.add(content))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("two lists of class names disagree");
  }

  @Test
  void whatAChildProcessSaysIsHandedOn() throws IOException {
    DataFiles.write(
        config.data().trainImagesFolder().resolve("a.png"),
        DataFiles.encoded(DataFiles.picture(4, 4, 1), "png"));
    Path bad = Files.writeString(root.resolve("bad.pt"), "");
    ChildPrediction child = new ChildPrediction(new ChildProcess(FakeScoring.class.getName()), 8);
    assertThatThrownBy(
            () ->
                child.scores(
                    bad,
                    config.data().trainImagesFolder(),
                    null,
                    root.resolve("kept"),
                    "scoring",
                    Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("bad.pt is no checkpoint. Choose another one.");
  }
}
