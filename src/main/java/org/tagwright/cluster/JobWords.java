package org.tagwright.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.process.FailureMessage;
import org.tagwright.run.job.RunJob;

/** A job in words for the person. */
public final class JobWords {
  /** Slurm has a hundred reasons; these are the usual ones. */
  private static final Map<String, String> WAITING =
      Map.ofEntries(
          Map.entry("", "waiting to be scheduled"),
          Map.entry("Resources", "waiting for free resources"),
          Map.entry("Priority", "behind jobs of higher priority"),
          Map.entry("Dependency", "waiting for another job"),
          Map.entry("DependencyNeverSatisfied", "the job it waits for has failed"),
          Map.entry("JobArrayTaskLimit", "waiting for its turn in the array"),
          Map.entry(
              "BeginTime", "waiting for its start time; after a requeue Slurm waits two minutes"),
          Map.entry("JobHeldUser", "held by you"),
          Map.entry("JobHeldAdmin", "held by an administrator"),
          Map.entry("launch failed requeued held", "held: the node could not start it"),
          Map.entry("PartitionTimeLimit", "its time limit is above that of the partition"),
          Map.entry("PartitionNodeLimit", "the partition has too few nodes for it"),
          Map.entry("PartitionConfig", "the partition does not offer what it asks for"),
          Map.entry("PartitionDown", "the partition is down"),
          Map.entry("ReqNodeNotAvail", "the nodes it needs are down or reserved"),
          Map.entry("NodeDown", "its node is down"),
          Map.entry("BadConstraints", "no node offers what it asks for"),
          Map.entry("QOSMaxJobsPerUserLimit", "you have as many jobs as the QOS allows"),
          Map.entry("QOSMaxGRESPerUser", "you use as many GPUs as the QOS allows"),
          Map.entry("AssocMaxJobsLimit", "you have as many jobs as your account allows"),
          Map.entry("AssocGrpGRES", "your account uses as many GPUs as it may"));

  private static final List<String> LOG_MARKS = List.of(" error: *** ", "oom-kill", "oom_kill");

  private JobWords() {}

  /** In one sentence: {@code Pending on gpu (job 12): waiting for free resources}. */
  public static String of(RunJob job) {
    String again = job.restarts() == 0 ? "" : ", requeued " + Units.count(job.restarts(), "time");
    String number = job.id() == null ? "being submitted" : "job " + job.id();
    String name = " on " + job.profile() + " (" + number + again + ")";
    return switch (job.state()) {
      case PENDING -> "Pending" + name + ": " + waiting(job);
      case RUNNING -> "Running" + name + where(job) + time(job);
      case ENDED -> "Ended" + name + ending(job);
    };
  }

  /** Where a job is or will be, in a few words: {@code a100, node n3}. */
  public static String place(RunJob job) {
    return job.profile()
        + switch (job.state()) {
          case PENDING -> ": " + waiting(job);
          case RUNNING, ENDED -> where(job);
        };
  }

  private static String waiting(RunJob job) {
    String reason = job.reason();
    String known = WAITING.get(reason);
    if (known != null) {
      return known;
    }
    // "ReqNodeNotAvail, UnavailableNodes:n[1-3]"
    String first = WAITING.get(reason.split("[,(]", 2)[0]);
    return first == null ? reason : first + " (" + reason + ")";
  }

  private static String where(RunJob job) {
    return job.node().isEmpty() ? "" : ", node " + job.node();
  }

  private static String time(RunJob job) {
    if (job.limit() == null) {
      return ", for " + Units.duration(job.elapsed());
    }
    return ", " + Units.clock(job.elapsed()) + " of " + Units.clock(job.limit());
  }

  /** Why a job is over, where the run itself does not say; empty where there is nothing to say. */
  public static String ending(RunJob job) {
    String why =
        switch (job.word()) {
          case "CANCELLED" -> "it was cancelled";
          case "TIMEOUT" -> "it reached its time limit before the run was saved; ask for more time";
          case "NODE_FAIL" -> "its node failed" + where(job);
          case "BOOT_FAIL" -> "its node could not be started" + where(job);
          case "OUT_OF_MEMORY" -> "it took more memory than it had asked for";
          case "PREEMPTED" -> "it had to make room for another job";
          case "DEADLINE" -> "its deadline had passed";
          case "FAILED" ->
              job.reason().isEmpty() || job.reason().equals("NonZeroExitCode")
                  ? ""
                  : WAITING.getOrDefault(job.reason(), job.reason());
          default -> job.reason();
        };
    String log = inLog(job);
    return (why.isEmpty() ? "" : ": " + why) + (log.isEmpty() ? "" : ". Slurm's log: " + log);
  }

  /**
   * What became of a job whose run does not say so itself: Slurm's word, and where the program did
   * not even begin or failed, what was printed last. Reads both logs.
   *
   * @param log what the job printed
   */
  public static String lastWords(RunJob job, Path log) {
    String why = ending(job);
    String end = "Its job %s on %s ended%s.".formatted(job.id(), job.profile(), why);
    try {
      boolean unknown = job.word().isEmpty() && why.isEmpty();
      String said = unknown || job.word().equals("FAILED") ? FailureMessage.in(log) : "";
      return said.isEmpty() ? end : end + " It printed last:\n" + said;
    } catch (IOException e) {
      throw TagwrightException.cannotRead(log, e);
    }
  }

  /** What the node's Slurm wrote last into the log; without accounting nobody else remembers. */
  private static String inLog(RunJob job) {
    try {
      if (!Files.isRegularFile(job.log())) {
        return "";
      }
      return Files.readString(job.log())
          .lines()
          .filter(line -> !line.contains("DUE TO JOB REQUEUE"))
          .filter(line -> LOG_MARKS.stream().anyMatch(line::contains))
          .reduce("", (first, second) -> second)
          .strip();
    } catch (IOException e) {
      return "";
    }
  }
}
