package org.tagwright.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.OtherProgram;

/** Slurm's commands, as they are found on the PATH. Works without accounting (sacct). */
public final class Slurm {
  /** A job that was submitted just now may not be listed yet. */
  static final Duration UNLISTED = Duration.ofSeconds(15);

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Pattern JOB_ID = Pattern.compile("\\d+");

  /** What Slurm's commands begin a complaint with. */
  private static final Pattern COMPLAINT = Pattern.compile("^\\w+(: | error: )(error: )?");

  /** The scheduler is away, or this computer knows of none. */
  private static final Pattern UNREACHABLE =
      Pattern.compile("Unable to contact|Could not establish a configuration source");

  /** Options that every job has; no profile decides them. */
  private static final Pattern OURS =
      Pattern.compile("--(ntasks|nodes|job-name|output|open-mode|requeue|signal|chdir|array)\\b");

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

  private static String complaint(OtherProgram answer) {
    List<String> lines =
        answer
            .err()
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> COMPLAINT.matcher(line).replaceFirst(""))
            .toList();
    return lines.isEmpty() ? "exit code " + answer.code() : String.join("; ", lines);
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
    OtherProgram answer = run(command);
    // "12" or "12;cluster", perhaps behind lines that the site's own scripts print.
    String last = answer.out().lines().reduce("", (first, second) -> second);
    Matcher id = JOB_ID.matcher(last);
    if (UNREACHABLE.matcher(answer.err()).find()) {
      throw noAnswer(answer);
    }
    if (answer.code() != 0 || !id.lookingAt()) {
      List<String> wishes = options.stream().filter(o -> !OURS.matcher(o).lookingAt()).toList();
      throw TagwrightException.failure(
          "Slurm refused the job: "
              + complaint(answer)
              + (wishes.isEmpty() ? "." : ". It was asked for " + String.join(" ", wishes) + ".")
              + " Change the profile, or ask the cluster's support.");
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
    OtherProgram answer =
        run(List.of("squeue", "--me", "-h", "-r", "-t", "all", "-o", SlurmJob.FORMAT));
    if (answer.code() != 0) {
      throw noAnswer(answer);
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

  private static TagwrightException noAnswer(OtherProgram answer) {
    return TagwrightException.failure("Slurm does not answer: " + complaint(answer) + ".");
  }

  /** Cancels a job; one that is over already is no error. */
  void cancel(String id) {
    OtherProgram answer = run(List.of("scancel", id));
    if (answer.code() != 0 && !answer.err().contains("Invalid job id")) {
      throw TagwrightException.failure(
          "Job " + id + " cannot be cancelled: " + complaint(answer) + ".");
    }
  }

  private OtherProgram run(List<String> command) {
    List<String> words = new ArrayList<>(command);
    if (commands != null) {
      words.set(0, commands.resolve(command.get(0)).toString());
    }
    try {
      return OtherProgram.run(words, TIMEOUT);
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
}
