package org.tagwright.cli.suspects;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.cli.cluster.CommandOn;
import org.tagwright.cli.options.SetOption;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.cli.terminal.QueuedRuns;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.labels.Samples;
import org.tagwright.prediction.ChildPrediction;
import org.tagwright.queue.QueueEntry;
import org.tagwright.queue.RunQueue;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunStatus;
import org.tagwright.suspects.Decisions;
import org.tagwright.suspects.FoldJobs;
import org.tagwright.suspects.FoldRuns;
import org.tagwright.suspects.FoldRuns.Standing;
import org.tagwright.suspects.FoldRuns.State;
import org.tagwright.suspects.SuspectLabel;
import org.tagwright.suspects.SuspectList;
import org.tagwright.suspects.SuspectReview;
import org.tagwright.suspects.SuspectSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tagwright suspects}. */
@Command(
    name = "suspects",
    description = {
      "Lists labels that are probably wrong or missing, the most suspect first, as a CSV file.",
      "Each image is scored by a network that was trained without it: one training per fold, with"
          + " the settings of the configuration, in the queue. What was trained is found again.",
      "Ctrl-C stops the current training after its step; the same command goes on with it."
    },
    mixinStandardHelpOptions = true)
public final class SuspectsCommand implements Callable<Integer> {
  private static final int SHOWN = 10;
  private static final long LOOK_MILLIS = 500;

  @Parameters(paramLabel = "CONFIG.json", description = "The configuration to train with.")
  Path file;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      required = true,
      description = "The list: a line per label.")
  Path out;

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "Number of trainings, each without its part of the images. Default: 3.")
  Integer folds;

  @Option(
      names = "--checkpoint",
      paramLabel = "F",
      description =
          "Uses the scores of this checkpoint instead of training. It has seen its training images,"
              + " so it finds less.")
  Path checkpoint;

  @Option(
      names = "--retrain",
      description = "Trains all folds again, as after many labels were fixed.")
  boolean retrain;

  @Option(
      names = "--on",
      paramLabel = "NAME",
      description =
          "Trains and scores in jobs on the Slurm cluster of that profile, and waits for them."
              + " After Ctrl-C the trainings go on; the same command waits for them again.")
  String on;

  @Mixin SetOption set;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (checkpoint != null && (folds != null || retrain)) {
      throw TagwrightException.input(
          "--checkpoint does not train; leave out --folds and --retrain, or --checkpoint.");
    }
    if (Files.isDirectory(out)) {
      throw TagwrightException.input("--out is a folder: " + out + ". Name a file in it.");
    }
    if (checkpoint != null) {
      CheckpointMetadata.requireFile(checkpoint);
    }
    if (folds != null) {
      FoldRuns.require(folds);
    }
    ExperimentConfig config = set.read(file);
    if (on != null) {
      return onCluster(config);
    }
    SuspectSearch search = new SuspectSearch(new ChildPrediction());
    return Interruption.heed(
        "The current training stops after its step; the same command goes on with it.",
        interruption -> {
          if (checkpoint != null) {
            say("Warning: %s", SuspectSearch.HAS_SEEN_THEM);
            try (CheckProgress progress = new CheckProgress(quiet, interruption::requested)) {
              report(search.byCheckpoint(config, checkpoint, progress).review());
            }
            return 0;
          }
          FoldRuns runs = foldRuns(config, interruption);
          if (!train(config, runs, interruption)) {
            return interruption.requested() ? Interruption.EXIT_CODE : 1;
          }
          try (CheckProgress progress = new CheckProgress(quiet, interruption::requested)) {
            report(search.byFolds(config, runs, progress).review());
          }
          return 0;
        });
  }

  private FoldRuns foldRuns(ExperimentConfig config, Interruption interruption) {
    int count = folds == null ? FoldRuns.USUAL : folds;
    try (CheckProgress progress = new CheckProgress(quiet, interruption::requested)) {
      return FoldRuns.of(config, Samples.of(config.data(), progress), count, retrain);
    }
  }

  /** Trains in jobs; then the same command in a job finds all trained, scores and lists. */
  private int onCluster(ExperimentConfig config) throws Exception {
    ClusterProfile profile = ClusterProfiles.ofPerson().get(on);
    if (checkpoint == null) {
      int code =
          Interruption.heed(
              "The trainings go on; the same command waits for them again.",
              interruption -> {
                FoldRuns runs = foldRuns(config, interruption);
                RunQueue queue = new RunQueue(config.output().runs());
                FoldJobs jobs = new FoldJobs(runs, queue, new ClusterRuns());
                int submitted = jobs.submit(profile);
                String count = Units.count(runs.size(), "fold");
                say("%s, %d submitted to %s, in %s", count, submitted, on, runs.folder());
                boolean trained = jobs.await(words -> say("%s", words), interruption::requested);
                return trained ? 0 : interruption.requested() ? Interruption.EXIT_CODE : 1;
              });
      if (code != 0) {
        return code;
      }
    }
    Path folder = config.output().predictions().resolve("suspects").resolve(".job");
    return new CommandOn(spec, on, folder, quiet).without("--retrain").once();
  }

  /** Whether all folds are trained then. */
  private boolean train(ExperimentConfig config, FoldRuns runs, Interruption interruption)
      throws InterruptedException {
    RunQueue queue = new RunQueue(config.output().runs());
    RunService service = new RunService();
    Optional<RunFolder> unfinished = runs.unfinished(queue);
    if (unfinished.isPresent()) {
      say("Going on with %s", unfinished.get().path());
      service.resume(unfinished.get());
      interruption.then(() -> unfinished.get().requests().requestStop());
    }
    List<QueueEntry> entries = new ArrayList<>(runs.queued(queue));
    entries.addAll(runs.enqueueMissing(queue));
    say(
        "%s in %s",
        Units.count(runs.size(), "fold") + ", " + entries.size() + " to train", runs.folder());
    if (!entries.isEmpty()) {
      QueuedRuns queued =
          new QueuedRuns(
              queue, entries, quiet, (run, made, state) -> "     saved to " + runs.folder());
      interruption.then(
          () -> {
            unfinished.ifPresent(run -> run.requests().requestStop());
            queued.giveUp();
          });
      queued.workOff();
    }
    while (unfinished.isPresent() && service.status(unfinished.get()) == RunStatus.RUNNING) {
      Thread.sleep(LOOK_MILLIS);
    }
    boolean all = true;
    for (Standing standing : runs.look(queue)) {
      if (standing.state() != State.TRAINED) {
        all = false;
        say("Fold %d is not trained%s", standing.fold(), why(standing));
      }
    }
    return all;
  }

  private static String why(Standing standing) {
    return standing.run() == null
        ? "."
        : standing.run().problem() == null
            ? ": see " + standing.run().folder().path()
            : ": " + standing.run().problem();
  }

  private void report(SuspectReview review) {
    SuspectList list = review.list();
    Decisions decisions = review.decisions();
    list.writeCsv(out, decisions);
    say("");
    say(
        "%s among %,d images of %d classes%s",
        Units.count(list.labels().size(), "suspect label"),
        list.index().size(),
        list.index().classes(),
        list.unscored() == 0
            ? ""
            : "; " + Units.count(list.unscored(), "image") + " without a score left out");
    for (SuspectLabel label : review.open().stream().limit(SHOWN).toList()) {
      say("  %.2f  %-24s %s", label.suspicion(), label.suggestion(), label.image());
    }
    if (decisions.count() > 0) {
      say("%s decided about before, in the last column", Units.count(decisions.count(), "label"));
    }
    say("Saved to %s", out);
  }

  private void say(String text, Object... arguments) {
    if (!quiet) {
      PrintWriter terminal = spec.commandLine().getOut();
      terminal.println(Units.text(text, arguments));
      terminal.flush();
    }
  }
}
