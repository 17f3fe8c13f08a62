package org.tagwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.Classifier;
import org.tagwright.model.LoadReport;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * {@code last.pt}: all that a run needs to go on. In PyTorch's format, so that anyone can look into
 * it, but no checkpoint: it has no {@code state_dict}.
 *
 * @param data fingerprint of the samples it was trained on
 * @param keepsFeatures whether those of a frozen backbone are kept on disk
 */
record LastState(
    TrainingProgress progress,
    String data,
    boolean keepsFeatures,
    Map<String, TorchTensor> weights,
    Map<String, TorchTensor> moments) {
  private static final String VERSION_KEY = "tagwright_state";
  private static final long VERSION = 1;
  private static final String KEEPS_FEATURES = "keeps_features";

  /** Holds any optimizer's memory; files of the first version name it so. */
  private static final String OPTIMIZER_KEY = "adam";

  /** Writes the present state, atomically. */
  static void write(
      Path file,
      Classifier classifier,
      WeightUpdate update,
      TrainingProgress progress,
      String data,
      boolean keepsFeatures) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("finished_epochs", progress.finishedEpochs());
    place.put("steps_into_next", progress.stepsIntoNext());
    place.put("best_epoch", progress.bestEpoch());
    place.put("best_score", progress.bestScore());
    place.put("early_stopping_reference", progress.earlyStopping().reference());
    place.put("early_stopping_waited", progress.earlyStopping().waited());
    Map<String, Object> root = new LinkedHashMap<>();
    root.put(VERSION_KEY, VERSION);
    root.put("progress", place);
    root.put("data", data);
    if (!keepsFeatures) { // absent in earlier files
      root.put(KEEPS_FEATURES, false);
    }
    root.put("weights", classifier.snapshot());
    root.put(OPTIMIZER_KEY, update.snapshot());
    TorchWriter.write(file, root);
  }

  /** A kill in the midst of saving leaves a file as large as the state. */
  static void removeTemporaries(Path file) {
    try {
      AtomicFile.removeTemporaries(file);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  /** With patience anew, for a run that is told to go on after early stopping has ended it. */
  LastState withPatience(ExperimentConfig.EarlyStopping config) {
    return new LastState(progress.goingOn(config), data, keepsFeatures, weights, moments);
  }

  /**
   * Reads the state; its tensors are views of the file.
   *
   * @throws TagwrightException of kind input where there is none or it cannot be read
   */
  static LastState read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw TagwrightException.input(
          "There is no " + file + ", so there is nothing to go on from.");
    }
    if (!(TorchFile.open(file) instanceof Map<?, ?> root)
        || !Long.valueOf(VERSION).equals(root.get(VERSION_KEY))
        || !(root.get("progress") instanceof Map<?, ?> place)
        || !(root.get("data") instanceof String data)) {
      throw TagwrightException.input(file + " is not the saved state of a run of this version.");
    }
    return new LastState(
        new TrainingProgress(
            integer(place, "finished_epochs", file),
            integer(place, "steps_into_next", file),
            integer(place, "best_epoch", file),
            number(place, "best_score", file).doubleValue(),
            new EarlyStopping(
                number(place, "early_stopping_reference", file).doubleValue(),
                integer(place, "early_stopping_waited", file))),
        data,
        !Boolean.FALSE.equals(root.get(KEEPS_FEATURES)),
        tensors(root.get("weights")),
        tensors(root.get(OPTIMIZER_KEY)));
  }

  private static int integer(Map<?, ?> place, String key, Path file) {
    return number(place, key, file).intValue();
  }

  private static Number number(Map<?, ?> place, String key, Path file) {
    if (place.get(key) instanceof Number value) {
      return value;
    }
    throw TagwrightException.input(file + " is damaged: it does not say \"" + key + "\".");
  }

  private static Map<String, TorchTensor> tensors(Object dict) {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    if (dict instanceof Map<?, ?> map) {
      map.forEach((name, tensor) -> tensors.put((String) name, (TorchTensor) tensor));
    }
    return tensors;
  }

  /**
   * Puts the moments back.
   *
   * @param classifier made with these weights
   */
  void restore(Classifier classifier, WeightUpdate update, Path file) {
    LoadReport report = classifier.loaded();
    if (!report.complete()) {
      throw TagwrightException.input(file + " does not fit the run's network: " + report);
    }
    update.restore(moments);
  }
}
