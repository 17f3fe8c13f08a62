package org.tagwright.prediction;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.checkpoint.DecisionThresholds;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.batch.Batch;
import org.tagwright.process.Answering;

/**
 * Scores the images that it is asked for, one JSON object per line: the model is loaded once, so
 * that the second answer is there at once. Scores are those of {@link Prediction}, bit for bit.
 */
public final class ScoreServer {
  /** Images per question, computed at once: few, so that a newer question soon has its turn. */
  public static final int MOST_IMAGES = 16;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScoreServer() {}

  /** One question: image files, absolute. */
  record Question(@JsonProperty("images") List<String> images) {}

  /**
   * Loads a checkpoint and answers until the questions end.
   *
   * @throws TagwrightException of kind input where the file is no checkpoint of a known backbone
   */
  public static void serve(
      Path checkpoint,
      String device,
      ExperimentConfig.Precision precision,
      InputStream questions,
      PrintStream answers) {
    try (Scorer scorer = Scorer.open(checkpoint, device, precision, null)) {
      Answering.serve(line -> json(answer(scorer, line)), questions, answers);
    }
  }

  private static ImageScores answer(Scorer scorer, String line) {
    try {
      List<String> names = JSON.readValue(line, Question.class).images();
      DecisionThresholds thresholds =
          DecisionThresholds.of(null, false, scorer.metadata(), scorer.classes().size());
      Path here = Path.of("").toAbsolutePath();
      ImageScores.One[] scored = new ImageScores.One[names.size()];
      Map<Path, String> broken = new HashMap<>();
      scorer.score(
          here,
          names,
          MOST_IMAGES,
          null,
          batch -> {
            for (int i = 0; i < batch.rows().size(); i++) {
              scored[batch.samples()[i]] = new ImageScores.One(batch.rows().get(i).scores(), null);
            }
            for (Batch.BrokenImage image : batch.broken()) {
              broken.put(image.file(), image.reason());
            }
          });
      for (int i = 0; i < scored.length; i++) {
        scored[i] =
            scored[i] == null
                ? new ImageScores.One(null, broken.get(here.resolve(names.get(i))))
                : scored[i];
      }
      return new ImageScores(
          scorer.header(here, names.size(), thresholds), Arrays.asList(scored), null);
    } catch (TagwrightException e) {
      return new ImageScores(null, List.of(), e.getMessage());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String question(List<Path> images) {
    return json(
        new Question(images.stream().map(file -> file.toAbsolutePath().toString()).toList()));
  }

  static ImageScores parse(String line) throws JsonProcessingException {
    return JSON.readValue(line, ImageScores.class);
  }
}
