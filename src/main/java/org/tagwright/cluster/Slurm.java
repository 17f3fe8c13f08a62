package org.tagwright.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/** Slurm's commands, as they are found on the PATH. Works without accounting (sacct). */
public final class Slurm {
  private static final long TIMEOUT_SECONDS = 60;
  private static final Pattern JOB_ID = Pattern.compile("\\d+");

  /** What Slurm's commands begin a complaint with. */
  private static final Pattern COMPLAINT = Pattern.compile("^\\w+(: | error: )(error: )?");

  private final @Nullable Path commands;

  public Slurm() {
    this(null);
  }

  /**
   * With other commands, for tests.
   *
   * @param commands their folder, or {@code null}: the PATH
   */
  Slurm(@Nullable Path commands) {
    this.commands = commands;
  }

  private record Answer(int code, String out, String err) {
    String complaint() {
      List<String> lines =
          err.lines()
              .filter(line -> !line.isBlank())
              .map(line -> COMPLAINT.matcher(line).replaceFirst(""))
              .toList();
      return lines.isEmpty() ? "exit code " + code : String.join("; ", lines);
    }
  }

  /**
   * Submits a batch script.
   *
   * @return the job's number
   * @throws TagwrightException in Slurm's words where it is refused
   */
  String submit(List<String> options, Path script) {
    List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
    command.addAll(options);
    command.add(script.toString());
    Answer answer = run(command);
    // "12" or "12;cluster", perhaps behind lines that the site's own scripts print.
    String last = answer.out().lines().reduce("", (first, second) -> second);
    Matcher id = JOB_ID.matcher(last);
    if (answer.code() != 0 || !id.lookingAt()) {
      throw TagwrightException.failure(
          "Slurm refused the job: "
              + answer.complaint()
              + ". It was asked for "
              + String.join(" ", options)
              + ". Change the profile (tagwright cluster add), or ask the cluster's support.");
    }
    return id.group();
  }

  /**
   * The person's jobs that Slurm still knows, by number; the tasks of arrays each for itself. An
   * ended one stays for some minutes.
   *
   * @throws TagwrightException where Slurm does not answer
   */
  Map<String, SlurmJob> jobs() {
    Answer answer = run(List.of("squeue", "--me", "-h", "-r", "-t", "all", "-o", SlurmJob.FORMAT));
    if (answer.code() != 0) {
      throw TagwrightException.failure("Slurm does not answer: " + answer.complaint() + ".");
    }
    Map<String, SlurmJob> jobs = new LinkedHashMap<>();
    answer
        .out()
        .lines()
        .filter(line -> line.indexOf('|') > 0)
        .map(SlurmJob::parse)
        .forEach(job -> jobs.put(job.id(), job));
    return jobs;
  }

  /** Cancels a job; one that is over already is no error. */
  void cancel(String id) {
    Answer answer = run(List.of("scancel", id));
    if (answer.code() != 0 && !answer.err().contains("Invalid job id")) {
      throw TagwrightException.failure(
          "Job " + id + " cannot be cancelled: " + answer.complaint() + ".");
    }
  }

  private Answer run(List<String> command) {
    List<String> words = new ArrayList<>(command);
    if (commands != null) {
      words.set(0, commands.resolve(command.get(0)).toString());
    }
    ProcessBuilder builder = new ProcessBuilder(words);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      StringBuilder err = new StringBuilder();
      Thread errors =
          new Thread(() -> err.append(text(process.getErrorStream())), "read-slurm-errors");
      errors.setDaemon(true);
      errors.start();
      Thread timeout = new Thread(() -> endLate(process), "end-late-slurm");
      timeout.setDaemon(true);
      timeout.start();
      String out = text(process.getInputStream());
      int code = process.waitFor();
      errors.join();
      return new Answer(code, out, err.toString());
    } catch (IOException e) {
      throw TagwrightException.failure(
          command.get(0)
              + " cannot be run: "
              + e.getMessage()
              + ". Slurm's commands must be on the PATH: use Tagwright on the cluster's login"
              + " node.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TagwrightException.failure("Interrupted while asking Slurm.", e);
    }
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
