package org.tagwright.run.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.run.ProcessMark;
import org.tagwright.run.RunFolder;

/**
 * Which process may write a run, where several machines could: a file in the run's folder. A node
 * that was thought dead may come back and go on while its job runs elsewhere already; it finds
 * another owner then, and stops. Only runs that a scheduler has, or had, know owners.
 *
 * @param job the scheduler's number, or {@code null} for a process outside of it
 * @param restarts how often the job was started again
 * @param threads what the run computes with since its first start, or {@code null}: not known yet
 */
public record RunOwner(
    @Nullable String job, int restarts, long pid, String host, @Nullable Integer threads) {
  /** Environment variable: the job that this process runs in, set by the batch script. */
  public static final String JOB = "TAGWRIGHT_JOB";

  /** Environment variable of Slurm's. */
  private static final String RESTARTS = "SLURM_RESTART_COUNT";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ATTEMPTS = 50;
  private static final long PAUSE_MILLIS = 200;

  /**
   * Makes this process the run's only writer.
   *
   * @return empty where the run was never a scheduler's
   * @throws TagwrightException where another job has the run
   */
  public static Optional<RunOwner> claim(RunFolder folder) {
    String restarts = System.getenv(RESTARTS);
    return claim(
        folder, System.getenv(JOB), restarts == null ? 0 : Integer.parseInt(restarts.strip()));
  }

  static Optional<RunOwner> claim(RunFolder folder, @Nullable String job, int restarts) {
    Optional<RunJob> given = RunJob.read(folder.job());
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Optional<RunOwner> before = read(folder.owner());
    if (job != null) {
      requireGivenTo(job, folder);
      before
          .filter(owner -> job.equals(owner.job()) && owner.restarts() > restarts)
          .ifPresent(
              owner -> {
                throw lost(folder, owner);
              });
    } else if (given.get().active()) {
      throw TagwrightException.input(
          folder.name()
              + " is in job "
              + given.get().id()
              + " on "
              + given.get().profile()
              + ". Take it back first: tagwright stop "
              + folder.path());
    }
    ProcessMark self = ProcessMark.current();
    RunOwner owner =
        new RunOwner(
            job, restarts, self.pid(), self.host(), before.map(RunOwner::threads).orElse(null));
    owner.write(folder.owner());
    return Optional.of(owner);
  }

  /** The job may start before its number is written; where that never happens, it writes it. */
  private static void requireGivenTo(String job, RunFolder folder) {
    for (int attempt = 1; ; attempt++) {
      RunJob given = RunJob.read(folder.job()).orElseThrow();
      if (job.equals(given.id()) && given.active()) {
        return;
      }
      if (given.id() != null) {
        throw TagwrightException.failure(
            "Job %s does not have %s any more: %s. Nothing was changed."
                .formatted(
                    job,
                    folder.path(),
                    given.active() ? "job " + given.id() + " has it" : "it was taken back"));
      }
      if (attempt == ATTEMPTS) {
        given.withId(job).write(folder.job());
        return;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TagwrightException.failure("Interrupted while waiting for the job's number.", e);
    }
  }

  /**
   * Called before writes.
   *
   * @throws TagwrightException where the run has another owner by now
   */
  public void require(RunFolder folder) {
    Optional<RunOwner> now = read(folder.owner());
    if (now.isPresent() && !sameProcess(now.get())) {
      throw lost(folder, now.get());
    }
  }

  private boolean sameProcess(RunOwner other) {
    return Objects.equals(job, other.job)
        && restarts == other.restarts
        && pid == other.pid
        && host.equals(other.host);
  }

  private static TagwrightException lost(RunFolder folder, RunOwner owner) {
    return TagwrightException.failure(
        "%s has another owner by now, %s on %s; this process stops and leaves it alone"
            .formatted(
                folder.path(),
                owner.job() == null
                    ? "process " + owner.pid()
                    : "job %s, restarted %d times".formatted(owner.job(), owner.restarts()),
                owner.host()));
  }

  /** The same, remembering the number of threads for later starts elsewhere. */
  public RunOwner computingWith(int number, RunFolder folder) {
    RunOwner owner = new RunOwner(job, restarts, pid, host, number);
    owner.write(folder.owner());
    return owner;
  }

  /** Empty where the run was never a scheduler's. */
  public static Optional<RunOwner> read(Path file) {
    try {
      JsonNode node = JSON.readTree(Files.readString(file));
      return Optional.of(
          new RunOwner(
              node.hasNonNull("job") ? node.get("job").asText() : null,
              node.path("restarts").asInt(),
              node.path("pid").asLong(),
              node.path("host").asText(),
              node.hasNonNull("threads") ? node.get("threads").asInt() : null));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw TagwrightException.input(
          file + " is damaged: " + e.getMessage() + ". Delete it if nothing works on the run.", e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  private void write(Path file) {
    ObjectNode node = JSON.createObjectNode();
    node.put("job", job).put("restarts", restarts).put("pid", pid).put("host", host);
    node.put("threads", threads);
    try {
      AtomicFile.writeString(file, node + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
