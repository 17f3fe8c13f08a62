package org.tagwright.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tagwright.cli.cluster.CommandOn;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.evaluation.CheckpointEvaluation;
import org.tagwright.evaluation.EvaluationReport;
import org.tagwright.metric.Metric;
import org.tagwright.metric.OccurringClasses;
import org.tagwright.process.FollowedCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Evaluates a checkpoint on labelled images.",
      "Writes report.html (one page with plots, for browser or print), report.json and"
          + " classes.csv."
    },
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @Option(
      names = "--checkpoint",
      paramLabel = "F",
      description = "The checkpoint. Default: best_model.pt in the default folder.")
  Path checkpoint = ExperimentConfig.defaults().output().bestModelFile();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the images.")
  Path images;

  @Option(
      names = "--labels",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the labels: one .cls file per image, one class index per line.")
  Path labels;

  @Option(
      names = "--unknown",
      paramLabel = "DIR",
      description =
          "Folder of unknown classes, which do not count, in files of the same form. Default: the"
              + " folder 'unknown' beside the labels.")
  Path unknown;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Output folder of the report.")
  Path out;

  @Mixin ScoringOptions scoring;

  @Option(
      names = "--on",
      paramLabel = "NAME",
      description = "Evaluates in a job on the Slurm cluster of that profile, and waits for it.")
  String on;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summary.")
  boolean quiet;

  /** Progress for the window, as lines on standard output. */
  @Option(names = "--tell-progress", hidden = true)
  boolean tellProgress;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    scoring.require();
    if (on != null) {
      return new CommandOn(spec, on, out.resolve(".job"), quiet).once();
    }
    CheckpointEvaluation.Result result;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      result =
          CheckpointEvaluation.run(
              new CheckpointEvaluation.Request(
                  checkpoint,
                  images,
                  labels,
                  unknown,
                  out,
                  scoring.threshold,
                  scoring.perClass,
                  scoring.batch,
                  scoring.device,
                  scoring.precision,
                  null),
              tellProgress ? FollowedCommand.telling(System.out) : progress);
    }
    if (!quiet) {
      summary(result);
    }
    return 0;
  }

  private void summary(CheckpointEvaluation.Result result) {
    EvaluationReport report = result.report();
    say("%s on %,d images, %s", report.subject().name(), report.images(), report.thresholdWords());
    say("");
    say("%-22s %7s   %s", "", "score", "best threshold on these images");
    for (Metric metric : Metric.values()) {
      String best =
          metric == Metric.MAP
              ? "(independent of threshold)"
              : Units.text(
                  "%.4f at %.4f",
                  report.best().get(metric).score(), report.best().get(metric).threshold());
      say("%-22s %7.4f   %s", metric.title(), report.atThreshold().get(metric), best);
    }
    OccurringClasses occurring = report.atThreshold().occurring();
    if (!occurring.allOccur()) {
      say("%s", occurring.words());
    }
    say("%-22s %7.4f", "Calibration error", report.calibration().expectedError());
    say(
        "%-22s %7.4f   weighted F1 of predicting the same labels for every image",
        "Baseline", report.baseline().weightedF1());
    say("");
    if (!result.data().clean() || result.data().imagesWithoutLabels() > 0) {
      say("%s", result.data().toText().strip());
    }
    result.broken().forEach(image -> say("Skipped   %s: %s", image.file(), image.reason()));
    say("Report    %s", out.resolve(EvaluationReport.HTML_FILE));
    say("          %s", out.resolve(EvaluationReport.JSON_FILE));
    say("          %s", out.resolve(EvaluationReport.CSV_FILE));
  }

  private void say(String text, Object... arguments) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(Units.text(text, arguments).stripTrailing());
    terminal.flush();
  }
}
