package org.tagwright.ui.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.process.ChildProcess;
import org.tagwright.process.FailureMessage;

/**
 * What {@code tagwright find-rate} has found, in a process of its own.
 *
 * @param suggestion of the head's learning rate, where there are two; {@code null} for none
 * @param rates ascending
 * @param losses smoothed, one a rate
 */
public record TriedRates(Double suggestion, double[] rates, double[] losses) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DIGITS = 2;

  /**
   * Tries learning rates; blocks until they are tried, and leaves nothing behind.
   *
   * @throws TagwrightException in the child's words, where it fails
   * @throws CancellationException when cancelled
   */
  static TriedRates run(ExperimentConfig config, Progress progress) {
    Process process = null;
    Path folder = null;
    try {
      folder = Files.createTempDirectory("tagwright-find-rate");
      Path file = folder.resolve("config.json");
      Path result = folder.resolve("result.json");
      Path log = folder.resolve("log.txt");
      AtomicFile.writeString(file, ConfigJson.writeAll(config));
      progress.update("trying learning rates", 0, -1);
      process =
          new ChildProcess()
              .start(
                  List.of("find-rate", file.toString(), "--quiet", "--output", result.toString()),
                  log);
      while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
        progress.orCancel();
      }
      if (!Files.exists(result)) {
        throw TagwrightException.failure(
            "No learning rate was found: " + FailureMessage.in(log).strip());
      }
      return JSON.readValue(result.toFile(), TriedRates.class);
    } catch (IOException e) {
      throw TagwrightException.failure(
          "The search for a learning rate failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      end(process, folder);
    }
  }

  private static void end(Process process, Path folder) {
    if (process != null) {
      process.destroyForcibly();
    }
    if (folder != null) {
      for (String name : List.of("config.json", "result.json", "log.txt", "")) {
        File file = folder.resolve(name).toFile();
        if (!file.delete()) {
          file.deleteOnExit();
        }
      }
    }
  }

  /** The settings that take up the suggestion, by path; the backbone's rate keeps its ratio. */
  Map<String, String> settings(Training training) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (suggestion == null) {
      return settings;
    }
    if (training.differential()) {
      double ratio = training.backboneLearningRate() / training.headLearningRate();
      settings.put("training.headLearningRate", text(suggestion));
      settings.put("training.backboneLearningRate", text(suggestion * ratio));
    } else {
      settings.put("training.learningRate", text(suggestion));
    }
    return settings;
  }

  static String text(double rate) {
    return ConfigJson.text(new BigDecimal(rate).round(new MathContext(DIGITS)).doubleValue());
  }
}
