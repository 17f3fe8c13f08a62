package org.tagwright.classmap;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ChildProcess;
import org.tagwright.process.FailureMessage;

/**
 * Class maps for the window, by a child process {@code tagwright explain --serve} that keeps the
 * checkpoint loaded and ends when this process does. One request at a time; {@link #cancel} may
 * come from any thread.
 */
public final class ClassMapService implements ClassMaps {

  /** A child that answers, and what it has loaded. */
  private static final class Talk {
    private final Path checkpoint;
    private final long modifiedMillis;
    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final Path log;

    Talk(Path checkpoint, long modifiedMillis, Process process, Path log) {
      this.checkpoint = checkpoint;
      this.modifiedMillis = modifiedMillis;
      this.process = process;
      this.log = log;
      questions =
          new BufferedWriter(
              new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
      answers =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    boolean fits(Path file) {
      return process.isAlive()
          && checkpoint.equals(file)
          && file.toFile().lastModified() == modifiedMillis;
    }

    /** The answer, or {@code null} where the child is gone. */
    @Nullable String ask(String question) {
      try {
        questions.write(question);
        questions.newLine();
        questions.flush();
        String line = answers.readLine();
        while (line != null && !line.startsWith("{")) {
          line = answers.readLine(); // native libraries may print what they like
        }
        return line;
      } catch (IOException e) {
        return null; // the pipe breaks when the child goes
      }
    }

    void end() {
      process.destroy();
      try {
        if (!process.waitFor(2, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        Files.deleteIfExists(log);
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final ChildProcess child;
  private volatile @Nullable Talk talk;
  private volatile boolean cancelled;
  private volatile boolean closed;

  public ClassMapService() {
    this(new ChildProcess());
  }

  ClassMapService(ChildProcess child) {
    this.child = child;
  }

  @Override
  public boolean ready(Path checkpoint) {
    Talk now = talk;
    return now != null && now.fits(checkpoint);
  }

  /** Blocks: seconds the first time, then little longer than a forward pass. */
  @Override
  public synchronized ScoredClassMap of(Path checkpoint, Path image, int classIndex) {
    cancelled = false;
    if (closed) {
      throw new CancellationException("the window is closed");
    }
    Talk now = talk;
    if (now == null || !now.fits(checkpoint)) {
      end();
      now = begin(checkpoint);
      talk = now;
    }
    try {
      String answer = now.ask(ClassMapServer.question(image, classIndex));
      if (answer == null) {
        TagwrightException why = why(now);
        end();
        if (cancelled) {
          throw new CancellationException("cancelled");
        }
        throw why;
      }
      ClassMapServer.Answer parsed = ClassMapServer.parse(answer);
      if (parsed.map() == null) {
        throw TagwrightException.input(
            Objects.requireNonNullElse(parsed.problem(), "There is no class map."));
      }
      return parsed.map();
    } catch (IOException e) {
      end();
      throw TagwrightException.failure("The class map could not be understood: " + e, e);
    }
  }

  private Talk begin(Path checkpoint) {
    if (!Files.isRegularFile(checkpoint)) {
      throw TagwrightException.input(
          "There is no checkpoint " + checkpoint + " any more. Predict with another one.");
    }
    try {
      Path log = Files.createTempFile("tagwright-explain", ".log");
      long modified = checkpoint.toFile().lastModified();
      Process process =
          child.startTalking(
              List.of("explain", "--checkpoint", checkpoint.toAbsolutePath().toString(), "--serve"),
              log);
      return new Talk(checkpoint, modified, process, log);
    } catch (IOException e) {
      throw TagwrightException.failure(
          "No temporary file can be made: " + Failures.reason(e) + ".", e);
    }
  }

  private static TagwrightException why(Talk ended) throws IOException {
    String said = FailureMessage.in(ended.log);
    return TagwrightException.failure(
        said.isEmpty()
            ? "The process that computes class maps has ended, perhaps for want of memory."
            : said);
  }

  @Override
  public void cancel() {
    cancelled = true;
    Talk now = talk;
    if (now != null) {
      now.process.destroyForcibly();
    }
  }

  private void end() {
    Talk now = talk;
    if (now != null) {
      now.end();
      talk = null;
    }
  }

  /** Ends the child. */
  @Override
  public void close() {
    closed = true;
    cancel();
  }
}
