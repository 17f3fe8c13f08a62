package org.tagwright.cluster;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tagwright.run.job.JobState;

/**
 * A job, or a task of an array, as squeue shows it.
 *
 * @param word Slurm's state, such as {@code PENDING}
 * @param reason why it waits or ended; empty for none
 * @param node empty before it runs
 * @param limit {@code null} for none
 */
record SlurmJob(
    String id,
    String word,
    String reason,
    String node,
    Duration elapsed,
    @Nullable Duration limit) {
  /** For squeue's {@code -o}: what {@link #parse} reads. */
  static final String FORMAT = "%i|%T|%r|%N|%M|%l";

  private static final Set<String> WAITING =
      Set.of("PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "SPECIAL_EXIT");
  private static final Set<String> OVER =
      Set.of(
          "BOOT_FAIL",
          "CANCELLED",
          "COMPLETED",
          "DEADLINE",
          "FAILED",
          "NODE_FAIL",
          "OUT_OF_MEMORY",
          "PREEMPTED",
          "REVOKED",
          "TIMEOUT");
  private static final Pattern TIME = Pattern.compile("(?:(\\d+)-)?(?:(\\d+):)?(\\d+):(\\d+)");

  /** What squeue shows where a partition sets none. */
  private static final Duration UNLIMITED = Duration.ofDays(365);

  /** A line of squeue's. */
  static SlurmJob parse(String line) {
    String[] fields = line.split("\\|", -1);
    if (fields.length != 6) {
      throw new IllegalArgumentException("not six fields: " + line);
    }
    Duration limit = time(fields[5]);
    return new SlurmJob(
        fields[0],
        fields[1],
        fields[2].equals("None") ? "" : fields[2],
        fields[3],
        fields[4].equals("INVALID") ? Duration.ZERO : orZero(time(fields[4])),
        limit == null || limit.compareTo(UNLIMITED) >= 0 ? null : limit);
  }

  private static Duration orZero(@Nullable Duration time) {
    return time == null ? Duration.ZERO : time;
  }

  /** Of {@code 2-03:04:05}, {@code 3:04:05} or {@code 4:05}; {@code null} for UNLIMITED. */
  private static @Nullable Duration time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    return Duration.ofDays(number(matcher.group(1)))
        .plusHours(number(matcher.group(2)))
        .plusMinutes(number(matcher.group(3)))
        .plusSeconds(number(matcher.group(4)));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  JobState state() {
    return OVER.contains(word)
        ? JobState.ENDED
        : WAITING.contains(word) ? JobState.PENDING : JobState.RUNNING;
  }
}
