package org.tagwright.evaluation;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;
import org.tagwright.process.FailureMessage;

/** Evaluations for the window, each a child process {@code tagwright evaluate}. */
public final class EvaluationService {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long UPDATE_EVERY_NANOS = 100_000_000;

  private final ChildProcess child;

  /**
   * What to evaluate on what.
   *
   * @param out folder of the report
   * @param perClass whether each class's own tuned threshold decides
   */
  public record Request(Path checkpoint, Path images, Path labels, Path out, boolean perClass) {}

  private record Step(
      @JsonProperty("what") String what,
      @JsonProperty("done") long done,
      @JsonProperty("total") long total) {}

  public EvaluationService() {
    this(new ChildProcess());
  }

  EvaluationService(ChildProcess child) {
    this.child = child;
  }

  /** How the child says to this class where it is: a JSON object a line. */
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
   * Evaluates; blocks until the report is written.
   *
   * @throws TagwrightException in the child's words, where it fails
   * @throws CancellationException when cancelled; then there is no report
   */
  public EvaluationSummary run(Request request, Progress progress) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--checkpoint",
                absolute(request.checkpoint()),
                "--images",
                absolute(request.images()),
                "--labels",
                absolute(request.labels()),
                "--out",
                absolute(request.out()),
                "--quiet",
                "--tell-progress"));
    if (request.perClass()) {
      arguments.add("--per-class");
    }
    work(arguments, progress);
    return EvaluationSummary.read(request.out());
  }

  /**
   * Validates a checkpoint again, on today's labels; see {@link CheckpointRevalidation}. Blocks
   * until its scores are saved.
   *
   * @throws TagwrightException in the child's words, where it fails
   * @throws CancellationException when cancelled
   */
  public void revalidate(Path checkpoint, Progress progress) {
    work(List.of("revalidate", absolute(checkpoint), "--quiet", "--tell-progress"), progress);
  }

  private void work(List<String> arguments, Progress progress) {
    Path log = null;
    Process process = null;
    try {
      log = Files.createTempFile("tagwright-evaluate", ".log");
      process = child.startTalking(arguments, log);
      follow(process, progress);
      if (process.exitValue() != 0) {
        throw failure(process.exitValue(), log);
      }
    } catch (IOException e) {
      throw TagwrightException.failure(
          "The evaluation cannot be followed: " + Failures.reason(e) + ".", e);
    } finally {
      end(process, log);
    }
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().toString();
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

  private static TagwrightException failure(int exitCode, Path log) throws IOException {
    String said = FailureMessage.in(log);
    return TagwrightException.failure(
        said.isEmpty()
            ? "The evaluation has ended with exit code %d, perhaps for want of memory."
                .formatted(exitCode)
            : said);
  }

  private static void end(@Nullable Process process, @Nullable Path log) {
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
    }
    if (log != null && !log.toFile().delete()) {
      log.toFile().deleteOnExit();
    }
  }
}
