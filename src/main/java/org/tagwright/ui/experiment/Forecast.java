package org.tagwright.ui.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings.WeightsVersion;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.metric.Metric;
import org.tagwright.run.FrozenMaps;
import org.tagwright.run.MeasuredTimes;
import org.tagwright.ui.common.Background;
import org.tagwright.weights.PretrainedWeights;

/** What a configuration would lead to, found out on the disk while the person goes on typing. */
public final class Forecast {
  private static final Duration TYPING_PAUSE = Duration.ofMillis(300);

  /**
   * What was found.
   *
   * @param checkpoint the path it will be written to
   * @param existing what is at that path now, in words
   * @param frozenMaps what becomes of a frozen backbone's feature maps, in words; empty where
   *     nobody needs them
   * @param speeds images per second in training here by backbone, where that was measured
   * @param atHand whether each backbone's weights are on this machine
   */
  public record Findings(
      Path checkpoint,
      String existing,
      Optional<Duration> estimate,
      String frozenMaps,
      boolean dataFolderThere,
      Map<String, Double> speeds,
      Map<String, Boolean> atHand) {}

  private final Background background;
  private final Runnable look;
  private final ReadOnlyObjectWrapper<Findings> findings = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<TriedRates> triedRates = new ReadOnlyObjectWrapper<>();
  private final MeasuredTimes times = new MeasuredTimes();
  private volatile ExperimentConfig wanted;

  Forecast(Background background, Draft first) {
    this.background = background;
    look = background.settled(TYPING_PAUSE, "Looking ahead", this::look);
    follow(first);
  }

  /** The newest findings, or {@code null} before the first. */
  public ReadOnlyObjectProperty<Findings> findingsProperty() {
    return findings.getReadOnlyProperty();
  }

  void follow(Draft draft) {
    wanted = draft.first();
    look.run();
  }

  /** Looks again: a run may have ended meanwhile. */
  void again() {
    look.run();
  }

  /** Downloads a backbone's weights, with progress. */
  public void fetch(String backbone) {
    Path folder = wanted.model().weightsFolder();
    WeightsVersion version = wanted.model().weights();
    background
        .show(
            "Downloading " + backbone,
            progress -> new PretrainedWeights(folder).fetch(backbone, version, progress))
        .onEnd(look);
  }

  /** What the last search for a learning rate has found, or {@code null}. */
  public ReadOnlyObjectProperty<TriedRates> triedRatesProperty() {
    return triedRates.getReadOnlyProperty();
  }

  /** Searches for a learning rate, with progress. */
  public void findRate() {
    ExperimentConfig config = wanted;
    background
        .show("Finding a learning rate", progress -> TriedRates.run(config, progress))
        .onDone(triedRates::set);
  }

  private void look() {
    ExperimentConfig config = wanted;
    background.quietly("Looking ahead", p -> find(config)).onDone(findings::set);
  }

  private Findings find(ExperimentConfig config) {
    Map<String, Boolean> atHand = new HashMap<>();
    PretrainedWeights weights = new PretrainedWeights(config.model().weightsFolder());
    for (String backbone : BackboneFacts.names()) {
      atHand.put(backbone, weights.find(backbone, config.model().weights()).isPresent());
    }
    Path checkpoint = CheckpointName.fileOf(config);
    return new Findings(
        checkpoint,
        existing(checkpoint),
        times.estimate(config),
        frozenMaps(config),
        Files.isDirectory(config.data().root()),
        times.speeds(config),
        atHand);
  }

  private static String frozenMaps(ExperimentConfig config) {
    if (config.model().head() == ExperimentConfig.Head.LINEAR) {
      return "";
    }
    try (Stream<Path> images = Files.list(config.data().trainImagesFolder())) {
      return FrozenMaps.of(config, images.count(), config.output().runs())
          .map(FrozenMaps::inWords)
          .orElse("");
    } catch (IOException e) {
      return ""; // the missing folder is told where the data are
    }
  }

  /** What is at a path now, in words without a full stop. Reads the disk. */
  static String existing(Path checkpoint) {
    if (!Files.exists(checkpoint)) {
      return "Does not exist yet";
    }
    try {
      return existing(CheckpointMetadata.read(checkpoint));
    } catch (TagwrightException e) {
      return "Existing, but cannot be read: " + e.getMessage();
    }
  }

  private static String existing(CheckpointMetadata metadata) {
    String key = metadata.extras().selectionMetric();
    Double score = key == null ? null : metadata.extras().metrics().get(key);
    String metric = key == null ? "F1" : Metric.ofKey(key).map(Metric::title).orElse(key);
    if (score == null) {
      score = metadata.bestValF1();
    }
    if (score == null) {
      return "Existing: a checkpoint without a score; replaced by any score";
    }
    String epoch = metadata.bestEpoch() == null ? "" : " of epoch " + metadata.bestEpoch();
    return Units.text("Existing: %s %.4f%s; replaced only by a better score", metric, score, epoch);
  }
}
