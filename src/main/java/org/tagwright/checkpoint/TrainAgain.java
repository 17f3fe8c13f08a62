package org.tagwright.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

/**
 * Training again on labels that were corrected and images that were added: begins with the weights
 * of an earlier training and validates on the same images, so that both can be compared once the
 * earlier one is evaluated on today's labels. Images that came since only train.
 *
 * @param config of the new training
 * @param checkpoint that it begins with
 * @param caution what the person should know, or {@code null}
 */
public record TrainAgain(ExperimentConfig config, Path checkpoint, @Nullable String caution) {

  /**
   * From a run folder or a checkpoint file.
   *
   * @throws TagwrightException of kind input where there is neither, or nothing to begin with
   */
  public static TrainAgain from(Path runOrCheckpoint) {
    if (Files.isDirectory(runOrCheckpoint)) {
      return fromRun(RunFolder.open(runOrCheckpoint));
    }
    if (!Files.isRegularFile(runOrCheckpoint)) {
      throw TagwrightException.input(
          "There is no run folder and no checkpoint " + runOrCheckpoint + ".");
    }
    return fromCheckpoint(runOrCheckpoint);
  }

  private static TrainAgain fromRun(RunFolder run) {
    RunEvent.CheckpointSaved saved = RunState.read(run).checkpoint();
    if (saved == null) {
      throw TagwrightException.input(
          run.path() + " has saved no checkpoint to begin with: no epoch was validated yet.");
    }
    Path checkpoint = Path.of(saved.path());
    if (!Files.isRegularFile(checkpoint)) {
      throw TagwrightException.input(
          "The checkpoint of " + run.path() + " is gone: " + checkpoint + ".");
    }
    return of(run.config(), checkpoint, run);
  }

  private static TrainAgain fromCheckpoint(Path file) {
    TagwrightExtras extras = CheckpointMetadata.read(file).extras();
    if (extras.configJson() == null) {
      throw TagwrightException.input(
          file
              + " does not say how it was trained. Set model.startFrom to it in a configuration of"
              + " your own.");
    }
    ExperimentConfig config = ConfigJson.parse(extras.configJson(), file.toString());
    return of(config, file, new RunFolder(config.output().runs().resolve(run(extras))));
  }

  private static String run(TagwrightExtras extras) {
    return extras.run() == null ? "unknown" : extras.run();
  }

  private static TrainAgain of(ExperimentConfig config, Path checkpoint, RunFolder run) {
    Path file = checkpoint.toAbsolutePath().normalize();
    ExperimentConfig again = config.with(ModelSettings.START_FROM, file);
    if (Files.isRegularFile(run.validationList())) {
      return new TrainAgain(
          again.with(DataSettings.VALIDATION_LIST, run.validationList()), file, null);
    }
    boolean listed =
        config.data().validationList() != null
            && Files.isRegularFile(config.data().root().resolve(config.data().validationList()));
    return new TrainAgain(
        again,
        file,
        listed
            ? null
            : "The earlier training has left no list of its validation images ("
                + run.validationList()
                + "), so they are drawn anew: where labels or images have changed since, some"
                + " that trained before may validate now, and scores are not comparable.");
  }
}
