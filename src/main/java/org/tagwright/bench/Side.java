package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.tagwright.common.TagwrightException;

/** A child process that serves one request after another. */
final class Side implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FAREWELL_SECONDS = 10;

  private final String name;
  private final Process process;
  private final Path log;
  private final BufferedReader answers;
  private final Writer requests;

  /**
   * @param name for error messages, such as {@code "the PyTorch script"}
   * @param log where the process's standard error goes
   */
  Side(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Sends the request and waits for its answer.
   *
   * @throws TagwrightException of kind failure where the process reports an error or exits
   */
  JsonNode ask(ObjectNode request) {
    try {
      requests.write(JSON.writeValueAsString(request) + "\n");
      requests.flush();
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith("{")) {
          JsonNode answer = JSON.readTree(line);
          if (answer.has("error")) {
            throw failure("failed: " + answer.get("error").asText(), null);
          }
          return answer;
        }
      }
    } catch (IOException e) {
      throw failure("does not respond: " + e.getMessage(), e);
    }
    throw failure("exited early", null);
  }

  private TagwrightException failure(String what, IOException cause) {
    return TagwrightException.failure("%s %s. See %s.".formatted(name, what, log), cause);
  }

  /** Ends the process by closing its input. */
  @Override
  public void close() {
    try (answers) {
      requests.close();
      if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly(); // it has exited already, or does not respond
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
