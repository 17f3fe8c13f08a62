package org.tagwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.cli.terminal.QueuedRuns;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.Sweep;
import org.tagwright.data.labels.Samples;
import org.tagwright.queue.ClusterStart;
import org.tagwright.queue.RunQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright sweep}. */
@Command(
    name = "sweep",
    description = {
      "Trains every combination of a configuration whose fields may be lists of values, one run"
          + " after another.",
      "A failed run does not stop the others. Ctrl-C stops the current run and removes the others"
          + " from the queue."
    },
    mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CONFIG.json", description = "The configuration with the lists.")
  Path file;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description =
          "Fills in what the configuration does not set in each run: classic, quick or strong,"
              + " instead of the recipe that the configuration names.")
  String recipe;

  @Option(
      names = "--on",
      paramLabel = "NAME",
      description =
          "Submits the runs as one job array to the Slurm cluster of that profile, and returns.")
  String on;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "With --on: how many runs may go on at a time. Default: all.")
  Integer atOnce;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  @Override
  public Integer call() throws Exception {
    Sweep sweep = Sweep.read(file, recipe);
    List<Sweep.Variant> variants = sweep.variants();
    if (atOnce != null && (on == null || atOnce < 1)) {
      throw TagwrightException.input("--at-once must be 1 or more, and needs --on.");
    }
    ClusterProfile cluster = on == null ? null : ClusterProfiles.ofPerson().get(on);
    checkData(variants);
    Path runsRoot = variants.get(0).config().output().runs();
    if (cluster != null) {
      int most = atOnce == null ? variants.size() : Math.min(atOnce, variants.size());
      new ClusterStart(new ClusterRuns()).startAll(cluster, variants, most);
      say(
          "%s on %s, %d at a time; tagwright queue shows how they stand",
          Units.count(variants.size(), "run"), on, most);
      return 0;
    }
    RunQueue queue = new RunQueue(runsRoot);
    QueuedRuns runs = new QueuedRuns(queue, queue.addAll(variants), quiet, RunText::after);
    say("%d runs, one after another, in %s", variants.size(), runsRoot);
    sweep.axes().forEach((path, values) -> say("  %s: %s", path, String.join(", ", values)));
    return Interruption.heed(
        "The current run stops after its step and saves everything; the others are not started.",
        interruption -> {
          interruption.then(runs::giveUp);
          return runs.workOff() ? 0 : 1;
        });
  }

  /** Checks each data set once, so that its problems show now and not hours later. */
  private void checkData(List<Sweep.Variant> variants) {
    try (CheckProgress progress = new CheckProgress(quiet)) {
      variants.stream()
          .map(variant -> variant.config().data())
          .distinct()
          .forEach(data -> Samples.of(data, progress));
    }
  }

  private void say(String text, Object... arguments) {
    if (!quiet) {
      System.out.println(Units.text(text, arguments));
      System.out.flush();
    }
  }
}
