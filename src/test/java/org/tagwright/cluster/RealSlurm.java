package org.tagwright.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.tagwright.run.RunFolder;
import org.tagwright.run.job.JobState;
import org.tagwright.run.job.RunJob;

/**
 * The Slurm that .ci/slurm-up starts. Tests with this condition are skipped where there is none;
 * with {@code -Dtagwright.slurm.required=true}, as the gate runs them, they fail instead.
 */
public final class RealSlurm implements ExecutionCondition {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String answer;
    try {
      answer = run("sinfo", "-h", "-p", "short", "-o", "%P");
    } catch (UncheckedIOException e) {
      answer = String.valueOf(e.getMessage());
    }
    if (answer.strip().equals("short")) {
      return ConditionEvaluationResult.enabled("Slurm answers");
    }
    String reason = "no Slurm as of .ci/slurm-up answers here (" + answer.strip() + ")";
    if (Boolean.getBoolean("tagwright.slurm.required")) {
      throw new IllegalStateException(reason);
    }
    System.out.println("Skipped: " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  /** What a command prints, on whichever stream. */
  public static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.onExit().join();
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until Slurm says that of the run's job, and returns what is known then. */
  public static RunJob awaitState(ClusterRuns cluster, RunFolder run, JobState state) {
    await(state + " of " + run.name())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              cluster.refresh(List.of(run));
              return RunJob.read(run.job()).orElseThrow().state() == state;
            });
    return RunJob.read(run.job()).orElseThrow();
  }

  /** A requeued job would wait for two minutes. */
  public static void startNow(RunJob job) {
    run("scontrol", "update", "jobid=" + job.id(), "StartTime=now");
  }

  /** The daemon of a node dies; what it has started lives on, as behind a broken network. */
  public static void killNode(String node) {
    run(".ci/slurm-up", "--kill", folder().toString(), node);
  }

  /** Starts the daemon again. */
  public static void startNode(String node) {
    run(".ci/slurm-up", "--node", folder().toString(), node);
  }

  private static Path folder() {
    return Path.of(System.getenv("SLURM_CONF")).getParent();
  }
}
