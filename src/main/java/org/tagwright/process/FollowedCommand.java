package org.tagwright.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;

/**
 * A terminal command in a process of its own that tells how far it is: a JSON object per line on
 * its output.
 */
public final class FollowedCommand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long UPDATE_EVERY_NANOS = 100_000_000;

  private final ChildProcess child;
  private final String what;

  private record Step(
      @JsonProperty("what") String what,
      @JsonProperty("done") long done,
      @JsonProperty("total") long total) {}

  /**
   * @param what for messages, such as "evaluation"
   */
  public FollowedCommand(ChildProcess child, String what) {
    this.child = child;
    this.what = what;
  }

  /** How the command says where it is. */
  public static Progress telling(PrintStream out) {
    return new Progress() {
      private String last = "";
      private long lastNanos;

      @Override
      public synchronized void update(String what, long done, long total) {
        long now = System.nanoTime();
        if (what.equals(last) && done != total && now - lastNanos < UPDATE_EVERY_NANOS) {
          return;
        }
        last = what;
        lastNanos = now;
        try {
          out.println(JSON.writeValueAsString(new Step(what, done, total)));
          out.flush();
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  /**
   * Runs a command to its end.
   *
   * @throws TagwrightException in its words, where it fails
   * @throws CancellationException when cancelled; then its process is ended
   */
  public void run(List<String> arguments, Progress progress) {
    Path log = null;
    Process process = null;
    try {
      log = Files.createTempFile("tagwright-" + what, ".log");
      process = child.startTalking(arguments, log);
      follow(process, progress);
      if (process.exitValue() != 0) {
        throw FailureMessage.failure(what, process.exitValue(), log);
      }
    } catch (IOException e) {
      throw TagwrightException.failure(
          "The " + what + " cannot be followed: " + Failures.reason(e) + ".", e);
    } finally {
      end(process, log);
    }
  }

  /** Hands on what the child tells, and looks ten times a second whether to go on. */
  private static void follow(Process process, Progress progress) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (process.isAlive() || lines.ready()) {
        progress.orCancel();
        if (lines.ready()) {
          String line = lines.readLine();
          if (line != null && line.startsWith("{")) {
            Step step = JSON.readValue(line, Step.class);
            progress.update(step.what(), step.done(), step.total());
          }
        } else {
          process.waitFor(100, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static void end(@Nullable Process process, @Nullable Path log) {
    if (process != null && process.isAlive()) {
      process.destroyForcibly().onExit().join();
    }
    if (log != null && !log.toFile().delete()) {
      log.toFile().deleteOnExit();
    }
  }
}
