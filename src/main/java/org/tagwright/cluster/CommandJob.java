package org.tagwright.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.FailureMessage;
import org.tagwright.run.job.JobState;
import org.tagwright.run.job.RunJob;

/**
 * A job that is no training: a command of the program on a node, or on several nodes as the tasks
 * of an array, in a folder of its own with its script, its output and its exit codes. A shared disk
 * carries them; no accounting is needed.
 */
public final class CommandJob {
  /** In an array's arguments: the number of the task. */
  public static final String TASK = "%TASK%";

  private static final long LOOK_MILLIS = 1_000;

  /** A shared disk may show a file of another machine that late. */
  private static final Duration SHOWN_LATE = Duration.ofSeconds(10);

  private final Slurm slurm;
  private final ClusterProfile profile;
  private final Instant submitted = Instant.now();
  private final String id;
  private final List<Task> tasks;

  /**
   * One of the commands.
   *
   * @param number empty where it is the only one
   */
  private record Task(String number, String id, Path exit, Path log) {
    static Task of(Path folder, String job, String number) {
      return number.isEmpty()
          ? new Task(number, job, folder.resolve("exit"), folder.resolve("job.log"))
          : new Task(
              number,
              job + "_" + number,
              folder.resolve("exit-" + number),
              folder.resolve(number + ".log"));
    }

    Optional<Integer> exitCode() {
      try {
        return Files.exists(exit)
            ? Optional.of(Integer.parseInt(Files.readString(exit).strip()))
            : Optional.empty();
      } catch (IOException | NumberFormatException e) {
        return Optional.empty(); // half written: looked at again
      }
    }
  }

  private CommandJob(Slurm slurm, ClusterProfile profile, String id, List<Task> tasks) {
    this.slurm = slurm;
    this.profile = profile;
    this.id = id;
    this.tasks = tasks;
  }

  /**
   * Submits a command of the program, which runs in the current folder.
   *
   * @param folder where the job's files go; on a disk that the nodes share
   */
  public static CommandJob submit(
      ClusterProfile profile, List<String> arguments, String name, Path folder) {
    String script = new BatchScript(profile).command(arguments, folder.resolve("exit"));
    return submit(new Slurm(), profile, script, name, folder, List.of(""), null);
  }

  /**
   * Submits a command once per number, which stands in its arguments for {@link #TASK}.
   *
   * @param atOnce how many may run at a time
   */
  public static CommandJob submitArray(
      ClusterProfile profile,
      List<String> arguments,
      List<Integer> numbers,
      int atOnce,
      String name,
      Path folder) {
    String script = new BatchScript(profile).command(arguments, folder.resolve("exit-" + TASK));
    List<String> tasks = numbers.stream().map(String::valueOf).toList();
    String array = String.join(",", tasks) + "%" + atOnce;
    return submit(new Slurm(), profile, script, name, folder, tasks, array);
  }

  /** A small job that shows whether the profile works. */
  public static CommandJob test(ClusterProfile profile, Path folder) {
    String script = new BatchScript(profile).test(folder.resolve("exit"));
    return submit(new Slurm(), profile, script, "test", folder, List.of(""), null);
  }

  private static CommandJob submit(
      Slurm slurm,
      ClusterProfile profile,
      String script,
      String name,
      Path folder,
      List<String> numbers,
      @Nullable String array) {
    Path file = folder.resolve("job.sh");
    try {
      for (String number : numbers) {
        Task task = Task.of(folder, "", number);
        Files.deleteIfExists(task.exit);
        Files.deleteIfExists(task.log);
      }
      AtomicFile.writeString(file, script);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
    List<String> options = new ArrayList<>(profile.resources());
    options.add("--job-name=tagwright-" + name);
    options.add("--output=" + folder.resolve(array == null ? "job.log" : "%a.log"));
    options.add("--requeue");
    if (array != null) {
      options.add("--array=" + array);
    }
    String id = slurm.submit(options, file);
    return new CommandJob(
        slurm, profile, id, numbers.stream().map(n -> Task.of(folder, id, n)).toList());
  }

  public String id() {
    return id;
  }

  /**
   * Waits for the end, also while Slurm does not answer.
   *
   * @param told each time the job stands otherwise, in words
   * @param giveUp whether to cancel it; asked every second
   * @throws TagwrightException in the program's or Slurm's words, where it failed
   * @throws CancellationException where it was given up
   */
  public void await(Consumer<String> told, BooleanSupplier giveUp) throws InterruptedException {
    String before = "";
    Instant ended = null;
    while (true) {
      if (giveUp.getAsBoolean()) {
        slurm.cancel(id);
        throw new CancellationException("job " + id + " was cancelled");
      }
      String words;
      List<RunJob> jobs = List.of();
      try {
        Map<String, SlurmJob> seen = slurm.jobs();
        jobs = tasks.stream().map(task -> job(task, seen.get(task.id))).toList();
        words = words(jobs);
      } catch (TagwrightException e) {
        words = e.getMessage() + " Trying again; the job goes on.";
      }
      if (!jobs.isEmpty() && jobs.stream().noneMatch(RunJob::active)) {
        ended = ended == null ? Instant.now() : ended;
        boolean all = tasks.stream().allMatch(task -> task.exitCode().isPresent());
        if (all || ended.plus(SHOWN_LATE).isBefore(Instant.now())) {
          end(jobs);
          return;
        }
      }
      if (tasks.stream().allMatch(task -> task.exitCode().equals(Optional.of(0)))) {
        return;
      }
      if (!words.equals(before)) {
        told.accept(words);
        before = words;
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** A task that is requeued may have left the exit code of its first time. */
  private RunJob job(Task task, @Nullable SlurmJob seen) {
    RunJob job = RunJob.submitting(profile.name(), task.log, submitted).withId(task.id);
    if (seen == null) {
      boolean mayBeListedLater = Instant.now().isBefore(submitted.plus(Slurm.UNLISTED));
      return mayBeListedLater && task.exitCode().isEmpty() ? job : job.ended("", "");
    }
    return job.seen(seen.state(), seen.word(), seen.reason(), seen.node(), Duration.ZERO, null, 0);
  }

  private String words(List<RunJob> jobs) {
    if (jobs.size() == 1) {
      return JobWords.of(jobs.get(0)).replace(", for 0 s", "");
    }
    Map<JobState, Long> count =
        jobs.stream().collect(Collectors.groupingBy(RunJob::state, Collectors.counting()));
    return "Job %s on %s: %d pending, %d running, %d ended"
        .formatted(
            id,
            profile.name(),
            count.getOrDefault(JobState.PENDING, 0L),
            count.getOrDefault(JobState.RUNNING, 0L),
            count.getOrDefault(JobState.ENDED, 0L));
  }

  private void end(List<RunJob> jobs) {
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      Integer exit = tasks.get(i).exitCode().orElse(null);
      if (exit == null || exit != 0) {
        failures.add(failure(tasks.get(i), jobs.get(i), exit));
      }
    }
    if (!failures.isEmpty()) {
      throw TagwrightException.failure(String.join("\n", failures));
    }
  }

  private String failure(Task task, RunJob job, @Nullable Integer exit) {
    try {
      String said = FailureMessage.in(task.log);
      return "Job %s on %s failed%s%s"
          .formatted(
              task.id,
              profile.name(),
              exit == null ? JobWords.ending(job) : " with exit code " + exit,
              said.isEmpty() ? "." : ":\n" + said);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(task.log, e);
    }
  }

  /** What it printed, or the first task. */
  public Path log() {
    return tasks.get(0).log;
  }
}
