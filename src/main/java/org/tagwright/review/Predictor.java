package org.tagwright.review;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig.ExifOrientation;

/** Where scores come from. The window's is a child process; tests have their own. */
public interface Predictor extends AutoCloseable {
  /**
   * Starts, or finds finished, the prediction of images with a checkpoint.
   *
   * @param checkpoint or a file of scores, which are then shown as they are
   * @param labels folder of the true labels, or {@code null}: look where they usually are
   * @throws org.tagwright.common.TagwrightException where checkpoint or images cannot be used
   */
  Prediction start(Path checkpoint, ImageSource images, @Nullable Path labels);

  /** Ends what only serves the window. */
  @Override
  default void close() {}

  /** One prediction, asked for its state a few times a second. Polling may block. */
  interface Prediction {
    /** Where it stands, with the scores so far. */
    Progress poll();

    /**
     * The checkpoint's threshold, and its per-class ones where it has them; with the first scores.
     */
    Tuned tuned();

    /** The network that scored, for what its scores do not tell. */
    Network network();

    /** Ends the process; what was scored stays. */
    void cancel();
  }

  /**
   * Where a prediction stands.
   *
   * @param total images in the folder, 0 where not yet known
   * @param finished nothing more will come
   * @param failure what went wrong, worded for the person, or {@code null}
   * @param remarks what the person should know of the result, a sentence each; mostly none
   */
  record Progress(
      ScoredImages images,
      int done,
      int total,
      boolean finished,
      @Nullable String failure,
      List<String> remarks) {}

  /** The remark on images that could not be read, or none where all could. */
  static List<String> unreadable(List<String> names) {
    int most = 3;
    if (names.isEmpty()) {
      return List.of();
    }
    String some = String.join(", ", names.subList(0, Math.min(most, names.size())));
    String more = names.size() > most ? " and " + (names.size() - most) + " more" : "";
    String count = names.size() == 1 ? "1 image" : names.size() + " images";
    return List.of(count + " could not be read: " + some + more + ".");
  }

  /**
   * The network behind scores.
   *
   * @param checkpoint where it lies, or {@code null} where it cannot be had
   * @param missing why it cannot be had, worded for the person, or {@code null}
   * @param orientation whether it sees photos turned upright
   */
  record Network(@Nullable Path checkpoint, @Nullable String missing, ExifOrientation orientation) {
    public Network(@Nullable Path checkpoint, @Nullable String missing) {
      this(checkpoint, missing, ExifOrientation.IGNORE);
    }

    public static Network in(Path checkpoint) {
      return new Network(checkpoint, null);
    }

    /** With what the checkpoint says; where it cannot be read, the prediction itself says so. */
    static Network read(Path checkpoint) {
      try {
        ExifOrientation found = CheckpointMetadata.read(checkpoint).extras().exifOrientation();
        return new Network(checkpoint, null, found);
      } catch (TagwrightException e) {
        return in(checkpoint);
      }
    }
  }

  /**
   * Tuned thresholds of a checkpoint.
   *
   * @param model its backbone, or {@code null}
   * @param global 0.5 where the checkpoint does not say
   * @param perClass one per class, or {@code null}
   * @param perClassInForce whether a person has saved them to be used
   */
  record Tuned(
      @Nullable String model,
      double global,
      double @Nullable [] perClass,
      boolean perClassInForce) {

    /** Whether there are thresholds per class, of that many classes. */
    public boolean hasPerClass(int classes) {
      return perClass != null && perClass.length == classes && classes > 0;
    }

    /** The thresholds to begin with; per class where that is wanted and there are such. */
    public Thresholds thresholds(boolean perClassWanted, int classes) {
      Thresholds start = Thresholds.of(global, classes);
      return perClass != null && perClassWanted && hasPerClass(classes)
          ? start.withAllOwn(perClass)
          : start;
    }
  }
}
