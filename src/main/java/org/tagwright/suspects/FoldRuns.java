package org.tagwright.suspects;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.common.Folders;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.OutputSettings;
import org.tagwright.config.Sweep;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.StemList;
import org.tagwright.prediction.ChildPrediction;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueue;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunList;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;

/**
 * The trainings that score every training image by a network that has not seen it: as many as there
 * are folds, each without the images of its fold. They are usual runs in the usual queue; their
 * lists, checkpoints and scores are kept in a folder of their own, so that what is trained and
 * scored is found again.
 *
 * <pre>
 * PREDICTIONS/suspects/CHECKPOINT_NAME-3-folds/fold-1.txt    the images that the training leaves out
 *                                             /fold-1/       its checkpoint
 *                                             /fold-1-scores/
 * </pre>
 */
public final class FoldRuns {
  /** How many folds unless somebody says otherwise. */
  public static final int USUAL = 3;

  /** How it stands with a fold. */
  public enum State {
    /** Neither trained nor waiting. */
    MISSING,
    QUEUED,
    RUNNING,
    /** Stopped, paused or killed: it can go on. */
    UNFINISHED,
    FAILED,
    TRAINED
  }

  /**
   * A fold.
   *
   * @param number counts from 1
   * @param list the stems of its images
   * @param config of the training that leaves them out
   */
  private record Fold(int number, Path list, ExperimentConfig config, Path scores) {
    Path checkpoint() {
      return CheckpointName.fileOf(config);
    }

    /** Tells its runs from others. */
    String json() {
      return ConfigJson.writeAll(config);
    }
  }

  /**
   * How it stands with a fold, and with which run.
   *
   * @param run the newest run of the fold, or {@code null}
   */
  public record Standing(int fold, State state, @Nullable RunSummary run) {}

  private final RunList runs;
  private final Path folder;
  private final List<Fold> folds;

  private FoldRuns(RunList runs, Path folder, List<Fold> folds) {
    this.runs = runs;
    this.folder = folder;
    this.folds = folds;
  }

  /**
   * The folds of a configuration: those of an earlier time, where there are, else new ones.
   *
   * @param index the samples; those that an earlier list does not have are left without scores
   * @param anew forgets what was trained at an earlier time
   * @throws TagwrightException of kind input where there cannot be so many folds
   */
  public static FoldRuns of(ExperimentConfig config, DatasetIndex index, int folds, boolean anew) {
    List<List<String>> fresh = Folds.of(index, folds, config.training().seed());
    Path folder = folder(config, folds);
    if (anew) {
      Folders.delete(folder);
    }
    List<Fold> made = new ArrayList<>();
    for (int number = 1; number <= folds; number++) {
      Path list = folder.resolve("fold-" + number + ".txt");
      made.add(
          new Fold(
              number,
              list,
              without(config, list, folder.resolve("fold-" + number)),
              folder.resolve("fold-" + number + "-scores")));
    }
    if (made.stream().allMatch(fold -> Files.exists(fold.list))) {
      made.forEach(fold -> forgetMissing(fold.list, index));
    } else {
      made.forEach(fold -> StemList.write(fold.list, fresh.get(fold.number - 1)));
    }
    return new FoldRuns(new RunList(config.output().runs()), folder, made);
  }

  /**
   * @throws TagwrightException of kind input where no data set can be dealt into so many folds
   */
  public static void require(int folds) {
    Folds.require(folds);
  }

  private static Path folder(ExperimentConfig config, int folds) {
    return folderOfAll(config).resolve(CheckpointName.of(config) + "-" + folds + "-folds");
  }

  /** Where everything is kept that suspects are looked for with. */
  static Path folderOfAll(ExperimentConfig config) {
    return config.output().predictions().resolve("suspects");
  }

  /** With how many folds the configuration was trained before; empty: never. Reads the disk. */
  public static Optional<Integer> earlier(ExperimentConfig config) {
    return IntStream.rangeClosed(Folds.FEWEST, Folds.MOST)
        .filter(folds -> Files.isDirectory(folder(config, folds)))
        .boxed()
        .findFirst();
  }

  /** The same training, validated on the listed images and saved elsewhere. */
  private static ExperimentConfig without(ExperimentConfig config, Path list, Path checkpoints) {
    return config
        .with(DataSettings.VALIDATION_LIST, list.toAbsolutePath())
        .with(OutputSettings.TRAINED_MODELS, checkpoints.toAbsolutePath())
        .with(OutputSettings.BEST_MODEL, OutputSettings.BEST_MODEL.defaultValue());
  }

  private static void forgetMissing(Path list, DatasetIndex index) {
    Set<String> there = new HashSet<>();
    for (int sample = 0; sample < index.size(); sample++) {
      there.add(index.stem(sample));
    }
    Set<String> listed = StemList.read(list).stems();
    List<String> left = listed.stream().filter(there::contains).toList();
    if (left.size() < listed.size()) {
      StemList.write(list, left);
    }
  }

  /** Where the lists, checkpoints and scores are. */
  public Path folder() {
    return folder;
  }

  /** How it stands with each fold, in order. Reads what of the runs is new on disk. */
  public synchronized List<Standing> look(RunQueue queue) {
    Map<String, RunSummary> newest = new HashMap<>();
    for (RunSummary run : runs.scan()) { // the newest first
      if (run.config() != null) {
        newest.putIfAbsent(ConfigJson.writeAll(run.config()), run);
      }
    }
    Set<String> queued =
        queue.entries().stream()
            .filter(QueueEntry::waiting)
            .map(entry -> ConfigJson.writeAll(entry.config()))
            .collect(Collectors.toSet());
    return folds.stream()
        .map(fold -> standing(fold, newest.get(fold.json()), queued.contains(fold.json())))
        .toList();
  }

  private static Standing standing(Fold fold, @Nullable RunSummary newest, boolean queued) {
    State state = queued ? State.QUEUED : newest == null ? of(fold) : of(newest.status(), fold);
    return new Standing(fold.number, state, newest);
  }

  /** Without a run, which a person may have deleted. */
  private static State of(Fold fold) {
    return Files.exists(fold.checkpoint()) ? State.TRAINED : State.MISSING;
  }

  private static State of(RunStatus status, Fold fold) {
    return switch (status) {
      case QUEUED -> State.QUEUED;
      case RUNNING -> State.RUNNING;
      case PAUSED, STOPPED, INTERRUPTED -> State.UNFINISHED;
      case FAILED -> State.FAILED;
      case COMPLETED -> of(fold);
    };
  }

  /**
   * Puts the trainings that are missing or have failed into the queue.
   *
   * @return the entries, none where nothing is missing
   */
  public List<QueueEntry> enqueueMissing(RunQueue queue) {
    List<Sweep.Variant> missing = missing(look(queue));
    return missing.isEmpty() ? List.of() : queue.addAll(missing);
  }

  /** The trainings that are missing or have failed. */
  List<Sweep.Variant> missing(List<Standing> now) {
    return now.stream()
        .filter(fold -> fold.state == State.MISSING || fold.state == State.FAILED)
        .map(
            fold ->
                new Sweep.Variant(
                    "Suspects, fold " + fold.fold + " of " + folds.size(),
                    folds.get(fold.fold - 1).config))
        .toList();
  }

  /** The entries of the queue that are trainings of these folds, by an earlier call. */
  public List<QueueEntry> queued(RunQueue queue) {
    Set<String> wanted = new HashSet<>();
    folds.forEach(fold -> wanted.add(fold.json()));
    return queue.entries().stream()
        .filter(entry -> entry.problem() == null)
        .filter(entry -> wanted.contains(ConfigJson.writeAll(entry.config())))
        .toList();
  }

  /** Number of folds. */
  public int size() {
    return folds.size();
  }

  /** A run to go on with before others begin, where one was stopped, paused or killed. */
  public Optional<RunFolder> unfinished(RunQueue queue) {
    return look(queue).stream()
        .filter(standing -> standing.state == State.UNFINISHED && standing.run != null)
        .map(standing -> standing.run.folder())
        .findFirst();
  }

  /**
   * Scores the images of each fold by the network that was trained without them, where that was not
   * done before.
   *
   * @throws TagwrightException where a fold is not trained, or cannot be scored
   */
  public SampleScores scores(DatasetIndex index, ChildPrediction predictor, Progress progress) {
    SampleScores scores = new SampleScores(index);
    for (Fold fold : folds) {
      if (!Files.exists(fold.checkpoint())) {
        throw TagwrightException.failure(
            "Fold %d is not trained: there is no %s.".formatted(fold.number, fold.checkpoint()));
      }
      String what = "scoring fold " + fold.number + " of " + folds.size();
      scores.add(
          predictor.scores(
              fold.checkpoint(), index.folder(), fold.list, fold.scores, what, progress));
    }
    return scores;
  }
}
