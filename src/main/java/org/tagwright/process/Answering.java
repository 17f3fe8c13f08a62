package org.tagwright.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The child's side of a {@link Conversation}: a line with a question, a line with its answer. Ends
 * when the questions do, which is when its parent has ended, or when nobody has asked for a while.
 */
public final class Answering {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** How often, and how long, the first question is answered again for nobody. */
  private static final int WARM_UPS = 10;

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private Answering() {}

  /**
   * Answers until the questions end.
   *
   * @param answer a JSON object, whose first brace tells it from what native libraries print
   */
  public static void serve(
      UnaryOperator<String> answer, InputStream questions, PrintStream answers) {
    LinkedBlockingQueue<Optional<String>> waiting = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(questions, waiting), "questions");
    reader.setDaemon(true);
    reader.start();
    try {
      boolean cold = true;
      Optional<String> line = next(waiting);
      while (line.isPresent()) {
        answers.println(answer.apply(line.get()));
        answers.flush();
        if (cold) {
          cold = false;
          warmUp(answer, line.get(), waiting);
        }
        line = next(waiting);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** So that the second answer finds compiled code; ends when somebody asks. */
  private static void warmUp(
      UnaryOperator<String> answer, String question, Queue<Optional<String>> waiting) {
    long until = System.nanoTime() + WARM_UP.toNanos();
    for (int i = 0; i < WARM_UPS && waiting.isEmpty() && System.nanoTime() < until; i++) {
      var unused = answer.apply(question);
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
}
