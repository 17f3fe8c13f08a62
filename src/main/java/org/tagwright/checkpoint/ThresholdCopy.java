package org.tagwright.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.TorchWriter;

/**
 * A copy of a checkpoint with other thresholds. Everything else is taken over as it is, also what
 * this program does not know.
 */
public final class ThresholdCopy {
  /** Key of the moment at which the thresholds were changed. */
  private static final String SAVED = "thresholds_saved";

  private ThresholdCopy() {}

  /** A name for the copy, beside the checkpoint. */
  public static Path proposal(Path checkpoint) {
    String name = String.valueOf(checkpoint.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    return checkpoint.resolveSibling(stem + "-thresholds.pt");
  }

  /**
   * Writes the copy in one step.
   *
   * @param global becomes {@code best_threshold}
   * @param perClass one per class, which then decide wherever the copy is used here; empty: the
   *     global one does, and the tuned ones stay as they were
   * @param replace whether a file that lies there may be replaced
   * @throws TagwrightException of kind input where {@code target} is the checkpoint itself or, not
   *     to be replaced, is there already
   */
  public static void write(
      Path checkpoint, Path target, double global, double[] perClass, boolean replace) {
    refuseToOverwrite(checkpoint, target, replace);
    Object read = TorchFile.open(checkpoint);
    CheckpointMetadata.of(read, checkpoint); // or else it is no checkpoint
    Map<String, Object> copy = new LinkedHashMap<>();
    ((Map<?, ?>) read).forEach((key, value) -> copy.put(String.valueOf(key), value));
    copy.put(CheckpointField.BEST_THRESHOLD.key(), global);
    copy.put(
        CheckpointMetadata.TAGWRIGHT, extras(copy.get(CheckpointMetadata.TAGWRIGHT), perClass));
    // In the results this marks the row: its scores are those of the thresholds before.
    copy.put(SAVED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    try {
      TorchWriter.write(target, copy);
    } catch (IllegalArgumentException e) {
      throw TagwrightException.input(
          checkpoint + " holds something that cannot be written again: " + e.getMessage() + ".", e);
    }
  }

  private static Map<String, Object> extras(@Nullable Object before, double[] perClass) {
    Map<String, Object> extras = new LinkedHashMap<>();
    if (before instanceof Map<?, ?> known) {
      known.forEach((key, value) -> extras.put(String.valueOf(key), value));
    }
    extras.putIfAbsent("schema", TagwrightExtras.CURRENT_SCHEMA);
    if (perClass.length > 0) {
      List<Double> values = new ArrayList<>();
      for (double value : perClass) {
        values.add(value);
      }
      extras.put(TagwrightExtras.CLASS_THRESHOLDS, values);
    }
    extras.put(TagwrightExtras.CLASS_THRESHOLDS_IN_FORCE, perClass.length > 0);
    return extras;
  }

  private static void refuseToOverwrite(Path checkpoint, Path target, boolean replace) {
    try {
      if (Files.exists(target) && Files.isSameFile(checkpoint, target)) {
        throw TagwrightException.input(
            target + " is the checkpoint itself, which stays as it is. Choose another name.");
      }
    } catch (IOException e) {
      throw TagwrightException.cannotRead(target, e);
    }
    if (Files.exists(target) && !replace) {
      throw TagwrightException.input(target + " is there already. Choose another name.");
    }
  }
}
