package org.tagwright.classmap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * Answers requests for class maps, one JSON object per line: the model is loaded once, so that the
 * second map is there at once. Ends when its input does, or when nobody has asked for a while.
 */
public final class ClassMapServer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

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
    LinkedBlockingQueue<Optional<String>> waiting = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(questions, waiting), "questions");
    reader.setDaemon(true);
    reader.start();
    try {
      Optional<String> line = next(waiting);
      while (line.isPresent()) {
        answers.println(JSON.writeValueAsString(answer(mapper, line.get())));
        answers.flush();
        line = next(waiting);
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<String> next(LinkedBlockingQueue<Optional<String>> waiting)
      throws InterruptedException {
    Optional<String> line = waiting.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return line == null ? Optional.empty() : line;
  }

  private static void read(InputStream questions, LinkedBlockingQueue<Optional<String>> waiting) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(questions, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        waiting.add(Optional.of(line));
      }
    } catch (IOException e) {
      // A torn pipe is the end of the questions.
    }
    waiting.add(Optional.empty());
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
