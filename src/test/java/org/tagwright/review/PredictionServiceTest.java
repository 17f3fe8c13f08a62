package org.tagwright.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.OutputSettings;
import org.tagwright.process.ChildProcess;

class PredictionServiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final PredictionService service =
      new PredictionService(new ChildProcess(FakePredict.class.getName()), 8, this::config);
  private ExperimentConfig.Data data = ExperimentConfig.defaults().data();
  private Path checkpoint;
  private Path images;

  @BeforeEach
  void makeFiles() throws IOException {
    checkpoint = Files.writeString(folder.resolve("best_model.pt"), "weights");
    images = Files.createDirectory(folder.resolve("images"));
    Files.writeString(images.resolve("a.jpg"), "picture");
    Files.writeString(images.resolve("b.jpg"), "picture");
  }

  private ExperimentConfig config() {
    return ExperimentConfig.defaults()
        .with(OutputSettings.PREDICTIONS, folder.resolve("out"))
        .with(DataSettings.ROOT, data.root())
        .with(DataSettings.TRAIN_LABELS, data.trainLabels())
        .with(DataSettings.UNKNOWN_LABELS, data.unknownLabels());
  }

  @AfterEach
  void endTheChild() {
    service.close();
  }

  private Predictor.Progress label(String... names) {
    List<Path> single = Stream.of(names).map(images::resolve).toList();
    return toTheEnd(service.start(checkpoint, ImageSource.of(single), null));
  }

  private RunningPrediction start() {
    return (RunningPrediction) service.start(checkpoint, ImageSource.of(images), null);
  }

  private static Predictor.Progress toTheEnd(Predictor.Prediction running) {
    return await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(running::poll, Predictor.Progress::finished);
  }

  @Test
  void childsScoresArriveAndAreFoundAgainWithoutAChild() {
    RunningPrediction first = start();
    Predictor.Progress end = toTheEnd(first);
    assertThat(end.images().files())
        .containsExactly(images.resolve("a.jpg"), images.resolve("b.jpg"));
    assertThat(end.failure()).isNull();
    assertThat(end.remarks()).isEmpty();
    assertThat(first.tuned().global()).isEqualTo(0.4);
    RunningPrediction again = start();
    assertThat(again.reused()).isTrue();
    assertThat(toTheEnd(again).done()).isEqualTo(2);
  }

  @Test
  void classesInTheConfiguredFolderOfUnknownOnesAreUnknown() throws IOException {
    data =
        data.with(DataSettings.ROOT, folder)
            .with(DataSettings.TRAIN_LABELS, Path.of("labels/train"))
            .with(DataSettings.UNKNOWN_LABELS, Path.of("labels/unsure"));
    Path labels = Files.createDirectories(folder.resolve("labels/test"));
    Files.writeString(labels.resolve("a.cls"), "1");
    Path unsure = Files.createDirectories(folder.resolve("labels/unsure"));
    Files.writeString(unsure.resolve("a.cls"), "0");
    Predictor.Progress end =
        toTheEnd((RunningPrediction) service.start(checkpoint, ImageSource.of(images), labels));
    assertThat(end.images().truth(0)).isEqualTo(new ScoredImages.Truth(List.of(1), List.of(0)));
  }

  @Test
  void changedCheckpointOrImageIsPredictedAnew() throws IOException {
    toTheEnd(start());
    Files.writeString(images.resolve("c.jpg"), "picture");
    RunningPrediction more = start();
    assertThat(more.reused()).isFalse();
    assertThat(toTheEnd(more).done()).isEqualTo(3);
    Files.writeString(checkpoint, "other weights");
    RunningPrediction other = start();
    assertThat(other.reused()).isFalse();
    toTheEnd(other);
  }

  @Test
  void cancelledPredictionEndsAndIsNotTakenForWhole() throws IOException {
    checkpoint = Files.writeString(folder.resolve("slow.pt"), "weights");
    RunningPrediction running = start();
    await().atMost(PATIENCE).pollInSameThread().until(() -> running.poll().done() == 1);
    running.cancel();
    assertThat(toTheEnd(running).done()).isEqualTo(1);
    RunningPrediction next = start();
    assertThat(next.reused()).isFalse();
    next.cancel();
  }

  @Test
  void failureOfTheChildIsSaidInItsWords() throws IOException {
    checkpoint = Files.writeString(folder.resolve("bad.pt"), "weights");
    RunningPrediction running = start();
    assertThat(toTheEnd(running).failure())
        .isEqualTo("bad.pt is no checkpoint. Choose another one.");
  }

  @Test
  void missingCheckpointOrEmptyFolderIsSaidAtOnce() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> service.start(folder.resolve("no.pt"), ImageSource.of(images), null))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("no.pt");
    assertThatThrownBy(() -> service.start(checkpoint, ImageSource.of(empty), null))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("no images");
  }

  @Test
  void anImageThatCannotBeReadIsNamed() throws IOException {
    Files.writeString(images.resolve("broken.jpg"), "not an image");
    assertThat(toTheEnd(start()).remarks())
        .containsExactly("1 image could not be read: broken.jpg.");
  }

  @Test
  void imagesInSubFoldersAndWithTheStemOfAnotherAreToldApart() throws IOException {
    Files.createDirectory(images.resolve("night"));
    Files.writeString(images.resolve("night/c.jpg"), "picture");
    Files.writeString(images.resolve("broken.png"), "picture");
    Files.writeString(images.resolve("broken.jpg"), "not an image");
    assertThat(toTheEnd(start()).remarks())
        .containsExactly("1 image could not be read: broken.jpg.");
  }

  @Test
  void labelsOfOtherClassesLeaveTheImagesUnscoredAndAreSaid() throws IOException {
    Files.writeString(images.resolve("b.cls"), "79");
    Predictor.Progress end = toTheEnd(start());
    assertThat(end.failure()).isNull();
    assertThat(end.images().size()).isEqualTo(2);
    assertThat(end.images().knownCount()).isZero();
    assertThat(end.remarks())
        .singleElement()
        .asString()
        .startsWith("Not evaluated: ")
        .contains("b.cls:1", "class index 79 is outside 0..1", "another set of classes");
  }

  @Test
  void singleImagesAreScoredByOneProcessThatKeepsTheCheckpointLoaded() throws IOException {
    Predictor.Progress first = label("a.jpg", "broken.jpg", "b.jpg");
    assertThat(first.images().files())
        .containsExactly(images.resolve("a.jpg"), images.resolve("b.jpg"));
    assertThat(first.remarks())
        .containsExactly("1 image could not be read: broken.jpg – it is cut off.");
    // The stand-in says its process in the score.
    assertThat(label("b.jpg").images().score(0, 1)).isEqualTo(first.images().score(0, 1));
    Files.writeString(checkpoint, "other weights");
    assertThat(checkpoint.toFile().setLastModified(1_000_000)).isTrue();
    assertThat(label("b.jpg").images().score(0, 1)).isNotEqualTo(first.images().score(0, 1));
  }

  @Test
  void manySingleImagesArriveBitByBit() {
    String[] names = IntStream.range(0, 40).mapToObj(i -> i + ".jpg").toArray(String[]::new);
    assertThat(label(names).images().files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(names);
  }

  @Test
  void aProcessThatIsKilledIsReportedAndTheNextImageStartsAnother() {
    assertThat(label("crash.jpg").failure()).contains("process that labels images has ended");
    assertThat(label("a.jpg").failure()).isNull();
    // It has just ended for want of questions when the next one comes.
    assertThat(label("last.jpg").failure()).isNull();
    assertThat(label("a.jpg").failure()).isNull();
    assertThat(label("broken.jpg").failure())
        .isEqualTo("1 image could not be read: broken.jpg – it is cut off.");
  }

  @Test
  void scoresOfOtherImagesLabelNoSingleOne() {
    Path scores = folder.resolve("p.scores");
    ImageSource single = ImageSource.of(List.of(images.resolve("a.jpg")));
    assertThatThrownBy(() -> service.start(scores, single, null))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("Choose a checkpoint");
  }
}
