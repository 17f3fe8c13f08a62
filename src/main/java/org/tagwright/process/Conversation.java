package org.tagwright.process;

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
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;

/**
 * Questions to a child process that keeps a checkpoint loaded. It starts with the first question,
 * and again where it has ended, or where the checkpoint is another one or has changed; it ends when
 * this process does. One question at a time; {@link #cancel} may come from any thread.
 */
public final class Conversation implements AutoCloseable {

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

    /** Whether it had waited long enough for a question, just when this one came. */
    boolean endedByItself() throws InterruptedException {
      return process.waitFor(2, TimeUnit.SECONDS) && process.exitValue() == 0;
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
  private final String command;
  private final String what;
  private volatile @Nullable Talk talk;
  private volatile boolean cancelled;
  private volatile boolean closed;

  /**
   * @param command the terminal command that answers, started with {@code --checkpoint F --serve}
   * @param what it does, such as "computes class maps"
   */
  public Conversation(ChildProcess child, String command, String what) {
    this.child = child;
    this.command = command;
    this.what = what;
  }

  /** Whether the next question on this checkpoint needs no loading first. */
  public boolean ready(Path checkpoint) {
    Talk now = talk;
    return now != null && now.fits(checkpoint);
  }

  /**
   * The answer to one question, a line each. Blocks: seconds where the checkpoint must be loaded.
   *
   * @throws TagwrightException where the checkpoint is missing or the child ends, in its words
   * @throws CancellationException when cancelled meanwhile
   */
  public synchronized String ask(Path checkpoint, String question) {
    cancelled = false;
    try {
      Talk now = talk(checkpoint);
      String answer = now.ask(question);
      if (answer == null && !cancelled && now.endedByItself()) {
        now = talk(checkpoint);
        answer = now.ask(question);
      }
      if (answer != null) {
        return answer;
      }
      TagwrightException why = why(now);
      end();
      if (cancelled) {
        throw new CancellationException("cancelled");
      }
      throw why;
    } catch (IOException e) {
      end();
      throw TagwrightException.failure("The process that " + what + " said nothing: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private Talk talk(Path checkpoint) throws IOException {
    if (closed) {
      throw new CancellationException("the window is closed");
    }
    Talk now = talk;
    if (now == null || !now.fits(checkpoint)) {
      end();
      now = begin(checkpoint);
      talk = now;
    }
    return now;
  }

  private Talk begin(Path checkpoint) {
    if (!Files.isRegularFile(checkpoint)) {
      throw TagwrightException.input(
          "There is no checkpoint " + checkpoint + " any more. Predict with another one.");
    }
    try {
      Path log = Files.createTempFile("tagwright-" + command, ".log");
      long modified = checkpoint.toFile().lastModified();
      Process process =
          child.startTalking(
              List.of(command, "--checkpoint", checkpoint.toAbsolutePath().toString(), "--serve"),
              log);
      return new Talk(checkpoint, modified, process, log);
    } catch (IOException e) {
      throw TagwrightException.failure(
          "No temporary file can be made: " + Failures.reason(e) + ".", e);
    }
  }

  private TagwrightException why(Talk ended) throws IOException {
    String said = FailureMessage.in(ended.log);
    return TagwrightException.failure(
        said.isEmpty()
            ? "The process that "
                + what
                + " has ended, perhaps for want of memory. Try again: it is started anew."
            : said);
  }

  /** Gives up the question under way. */
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
