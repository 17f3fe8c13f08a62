package org.tagwright.classmap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.Answering;

/**
 * Answers requests for class maps, one JSON object per line: the model is loaded once, so that the
 * second map is there at once.
 */
public final class ClassMapServer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ClassMapServer() {}

  /** One question. */
  record Request(@JsonProperty("image") String image, @JsonProperty("class") int classIndex) {}

  /**
   * One answer.
   *
   * @param problem why there is no map, worded for the person, or {@code null}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      @JsonProperty("map") @Nullable ScoredClassMap map,
      @JsonProperty("problem") @Nullable String problem) {}

  /** Answers until the questions end. */
  public static void serve(ClassMapper mapper, InputStream questions, PrintStream answers) {
    Answering.serve(
        line -> {
          try {
            return JSON.writeValueAsString(answer(mapper, line));
          } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
          }
        },
        questions,
        answers);
  }

  private static Answer answer(ClassMapper mapper, String line) throws JsonProcessingException {
    Request request = JSON.readValue(line, Request.class);
    try {
      return new Answer(mapper.of(Path.of(request.image()), request.classIndex()), null);
    } catch (TagwrightException e) {
      return new Answer(null, e.getMessage());
    }
  }

  static String question(Path image, int classIndex) throws JsonProcessingException {
    return JSON.writeValueAsString(new Request(image.toAbsolutePath().toString(), classIndex));
  }

  static Answer parse(String line) throws JsonProcessingException {
    return JSON.readValue(line, Answer.class);
  }
}
