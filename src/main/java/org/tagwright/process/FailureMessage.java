package org.tagwright.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.common.TagwrightException;

/** What a child process that failed said at its end, which is worded for the person. */
public final class FailureMessage {
  /** How every message of the program begins in the terminal. */
  private static final String OURS = "tagwright: ";

  private static final int LINES_OF_OTHERS = 6;
  private static final int LINES_OF_OURS = 60;

  private FailureMessage() {}

  /**
   * What to tell the person of a child process that has failed.
   *
   * @param what that it did, such as "evaluation"
   */
  public static TagwrightException failure(String what, int exitCode, Path log) throws IOException {
    String said = in(log);
    return TagwrightException.failure(
        said.isEmpty()
            ? "The %s has ended with exit code %d, perhaps for want of memory."
                .formatted(what, exitCode)
            : said);
  }

  /**
   * The program's message from its first line on; where there is none, as after a native crash, the
   * last lines.
   *
   * @return empty where nothing was said
   */
  public static String in(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines = Files.readString(log).lines().filter(line -> !line.isBlank()).toList();
    int message =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith(OURS))
            .reduce((first, second) -> second)
            .orElse(-1);
    if (message < 0) {
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_OF_OTHERS), lines.size()));
    }
    int end = Math.min(lines.size(), message + LINES_OF_OURS);
    return String.join("\n", lines.subList(message, end)).substring(OURS.length());
  }
}
