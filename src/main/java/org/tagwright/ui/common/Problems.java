package org.tagwright.ui.common;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Executor;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.TagwrightException;

/** The one route of errors and short notes to the person. Callable from any thread. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /**
   * A problem to show.
   *
   * @param title what was being done, such as "Reading the run"
   * @param message what happened and what to do
   * @param details to copy into a bug report; {@code null} where the message says it all
   */
  public record Problem(String title, String message, String details) {}

  /**
   * What is said for a few seconds.
   *
   * @param caution whether something was not as wished, rather than done
   */
  public record Note(String text, boolean caution) {}

  private final Executor fx;
  private final ObservableList<Problem> open = FXCollections.observableArrayList();
  private final ObservableList<Note> notes = FXCollections.observableArrayList();

  public Problems(Executor fx) {
    this.fx = fx;
  }

  /** The problems not yet dismissed, oldest first. The shell shows them; FX thread. */
  public ObservableList<Problem> open() {
    return open;
  }

  /** Short notes to flash; the shell takes them out again. FX thread. */
  public ObservableList<Note> notes() {
    return notes;
  }

  /** Shows a note for a few seconds, such as "Saved to a.json". */
  public void note(String text) {
    fx.execute(() -> notes.add(new Note(text, false)));
  }

  /** Shows for a few seconds why nothing was done, such as "There is no folder a". */
  public void caution(String text) {
    fx.execute(() -> notes.add(new Note(text, true)));
  }

  /** Logs and shows what went wrong while {@code doing}, such as "Opening the configuration". */
  public void report(String doing, Throwable cause) {
    if (cause instanceof TagwrightException known) {
      LOG.info("{}: {}", doing, known.getMessage());
    } else {
      LOG.warn("{} failed", doing, cause);
    }
    Problem problem = problem(doing, cause);
    fx.execute(() -> open.add(problem));
  }

  static Problem problem(String doing, Throwable cause) {
    if (cause instanceof TagwrightException known) {
      return new Problem(
          doing, known.getMessage(), known.getCause() == null ? null : stackTrace(known));
    }
    String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.toString();
    return new Problem(
        doing,
        "This is a fault of Tagwright, not yours. Nothing that was saved is lost. Please copy the"
            + " details into a bug report.\n\n"
            + what,
        stackTrace(cause));
  }

  private static String stackTrace(Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
