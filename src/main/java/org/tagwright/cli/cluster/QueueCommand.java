package org.tagwright.cli.cluster;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.tagwright.cli.terminal.TextTable;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.cluster.JobWords;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueue;
import org.tagwright.run.RunList;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;
import org.tagwright.run.job.RunJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tagwright queue}. */
@Command(
    name = "queue",
    description = {
      "Shows what runs and what waits: on this computer and in the cluster's jobs.",
      "tagwright stop, pause and resume take a run's folder; stopping a run whose job waits cancels"
          + " the job."
    },
    mixinStandardHelpOptions = true)
public final class QueueCommand implements Callable<Integer> {
  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Folder of the runs. Default: the default runs folder.")
  Path runs = ExperimentConfig.defaults().output().runs();

  @Option(
      names = {"-a", "--all"},
      description = "Also shows runs that have ended.")
  boolean all;

  @Override
  public Integer call() {
    RunList list = new RunList(runs);
    ask(list.scan());
    List<QueueEntry> entries = new RunQueue(runs).entries();
    List<RunSummary> shown = list.scan().stream().filter(this::isShown).toList();
    List<QueueEntry> waiting = entries.stream().filter(entry -> entry.run() == null).toList();
    if (shown.isEmpty() && waiting.isEmpty()) {
      System.out.println("Nothing runs or waits in " + runs + ".");
      return 0;
    }
    TextTable table = new TextTable("Run", "Status", ">Epochs", "Where");
    shown.forEach(run -> table.row(run.name(), status(run.status()), epochs(run), where(run)));
    waiting.forEach(
        entry ->
            table.row(
                entry.title(),
                entry.problem() == null ? "Queued" : "Failed",
                "",
                Objects.requireNonNullElse(entry.problem(), "This computer")));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    table.print(out);
    out.flush();
    return 0;
  }

  /** Where the scheduler does not answer, what was known last is shown. */
  private static void ask(List<RunSummary> runs) {
    try {
      new ClusterRuns().refresh(runs.stream().map(RunSummary::folder).toList());
    } catch (TagwrightException e) {
      System.err.println(
          "tagwright: warning: " + e.getMessage() + " Shown is what was last known.");
    }
  }

  private boolean isShown(RunSummary run) {
    return all
        || run.status() == RunStatus.RUNNING
        || run.status() == RunStatus.PAUSED
        || (run.job() != null && (run.job().active() || run.status() == RunStatus.INTERRUPTED));
  }

  private static String status(RunStatus status) {
    return status.name().charAt(0) + status.name().substring(1).toLowerCase(Locale.ROOT);
  }

  private static String epochs(RunSummary run) {
    return (int) run.epochsDone() + "/" + run.epochsPlanned();
  }

  private static String where(RunSummary run) {
    RunJob job = run.job();
    if (job == null || !ClusterRuns.has(run.folder())) {
      return "This computer" + (run.device() == null ? "" : ", " + run.device());
    }
    return JobWords.of(job);
  }
}
