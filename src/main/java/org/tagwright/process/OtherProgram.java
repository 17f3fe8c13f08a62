package org.tagwright.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What another program said, such as a scheduler's or a driver's.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained about
 */
public record OtherProgram(int code, String out, String err) {
  /**
   * Runs a program to its end, with nothing to read.
   *
   * @param limit after which it is ended by force: some hang for ever
   * @throws IOException where there is no such program
   */
  public static OtherProgram run(List<String> command, Duration limit)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).start();
    try {
      process.getOutputStream().close();
      StringBuilder err = new StringBuilder();
      Thread errors = new Thread(() -> err.append(text(process.getErrorStream())), "read-errors");
      errors.setDaemon(true);
      errors.start();
      Thread late = new Thread(() -> endAfter(limit, process), "end-late");
      late.setDaemon(true);
      late.start();
      String out = text(process.getInputStream());
      int code = process.waitFor();
      errors.join();
      return new OtherProgram(code, out, err.toString());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static void endAfter(Duration limit, Process process) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // the process was ended: its exit code tells
    }
  }
}
