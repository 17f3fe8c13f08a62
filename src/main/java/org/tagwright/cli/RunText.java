package org.tagwright.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRateSettings.Schedule;
import org.tagwright.config.LossSettings;
import org.tagwright.config.ModelSettings.WeightsVersion;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.image.NetworkInput;
import org.tagwright.metric.ConstantPrediction;
import org.tagwright.metric.Metric;
import org.tagwright.metric.OccurringClasses;
import org.tagwright.run.ClassScore;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

/** Text summaries of a run, before and after it, for terminal and log. */
public final class RunText {
  private static final int SHOWN_CLASSES = 5;

  private RunText() {}

  /** A readable configuration, with what is known once the run has started. */
  public static String before(RunFolder folder, ExperimentConfig config, RunState state) {
    RunEvent.Started started = state.started();
    ExperimentConfig.Training training = config.training();
    Lines lines = new Lines();
    lines.add("Run", folder.path().toString());
    lines.add("Data", config.data().root().toString());
    if (started != null) {
      lines.add(
          "",
          "%,d training and %,d validation images, %,d classes, %d × %d pixels (%s)",
          started.trainSamples(),
          started.validationSamples(),
          started.classes().size(),
          config.data().imageSize(),
          config.data().imageSize(),
          resizing(config.data()));
      lines.add(
          "Network",
          "%s, %s; %,d parameters, on %s in %s",
          started.backbone(),
          origin(config.model()),
          started.parameters(),
          started.device(),
          started.precision());
    }
    lines.add("Training", "%s", phases(training, state.epochsPlanned()));
    lines.add("", "%s, %s", training.optimizer(), rates(training));
    lines.add(
        "",
        "positive class weight: %s; seed %d",
        training.loss() != LossSettings.LossKind.BCE
            ? "1 (" + LossSettings.LOSS.text(config) + " loss)"
            : training.posWeight() == ExperimentConfig.PosWeight.BALANCED
                ? "negatives / positives per class"
                : "1",
        training.seed());
    lines.add("Selection", "%s", selection(config));
    lines.add("Changed", changed(config));
    lines.add("Checkpoint", CheckpointName.fileOf(config).toString());
    return lines.toString();
  }

  /** Settings that are not at their defaults and can change what is learned. */
  private static String changed(ExperimentConfig config) {
    String changed =
        Catalogue.all().stream()
            .filter(s -> s.inDigest() && !s.isDefault(config) && s.broken(config).isEmpty())
            .map(s -> s.label() + " " + s.text(config))
            .collect(Collectors.joining(", "));
    return changed.isEmpty() ? "nothing; all settings have their defaults" : changed;
  }

  private static String origin(ExperimentConfig.Model model) {
    if (model.startFrom() != null) {
      return "from " + model.startFrom();
    }
    String version = model.weights() == WeightsVersion.V1 ? " V1" : "";
    return model.pretrained() ? "from published weights" + version : "from scratch";
  }

  private static String phases(ExperimentConfig.Training training, int planned) {
    int epochs = planned > 0 ? planned : training.epochs();
    String all = Units.count(epochs, "epoch");
    if (!training.frozenIn(1)) {
      return all + " of all weights, batch " + training.batchSize();
    }
    String frozen =
        "the head alone (backbone frozen, batch " + training.effectiveBatchSizeFrozen() + ")";
    return training.unfreezeBackboneEpoch() > epochs
        ? all + " of " + frozen
        : Units.text(
            "%s; before epoch %d %s, then all weights (batch %d)",
            all, training.unfreezeBackboneEpoch(), frozen, training.batchSize());
  }

  private static String rates(ExperimentConfig.Training training) {
    String rates =
        training.differential()
            ? "learning rate "
                + Units.compact(training.backboneLearningRate())
                + " for the backbone, "
                + Units.compact(training.headLearningRate())
                + " for the head"
            : "learning rate " + Units.compact(training.learningRate());
    List<Integer> milestones = training.effectiveMilestones();
    if (milestones.isEmpty()) {
      return training.schedule() == Schedule.MILESTONES
          ? rates
          : rates + ", " + ConfigJson.text(training.schedule());
    }
    String epochs = milestones.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return rates + ", × " + Units.compact(training.decayFactor()) + " after epoch " + epochs;
  }

  private static String selection(ExperimentConfig config) {
    ExperimentConfig.Validation validation = config.validation();
    String threshold =
        switch (validation.tuneThreshold()) {
          case EXACT -> "threshold tuned exactly";
          case GRID -> "threshold tuned in steps of 0.05";
          case OFF -> "threshold " + Units.compact(validation.threshold());
        };
    String every =
        validation.everyNEpochs() == 1
            ? "every epoch"
            : "every " + validation.everyNEpochs() + " epochs and after the last";
    String stopping =
        config.earlyStopping().enabled()
            ? "; stops after "
                + config.earlyStopping().patience()
                + " validations without improvement"
                + (config.earlyStopping().minDelta() > 0
                    ? " of more than " + Units.compact(config.earlyStopping().minDelta())
                    : "")
            : "";
    return validation.selectBy().title() + " on validation " + every + ", " + threshold + stopping;
  }

  /** One line for a finished epoch. */
  public static String epoch(RunEvent.EpochFinished epoch, int epochs, Metric selectBy) {
    StringBuilder line = new StringBuilder();
    line.append(
        Units.text(
            "Epoch %d/%d%s  train loss %.4f",
            epoch.epoch(), epochs, epoch.frozen() ? " (frozen)" : "", epoch.trainLoss()));
    if (epoch.validated()) {
      line.append(
          Units.text(
              ", val loss %.4f, %s %.4f at threshold %.3f",
              epoch.validationLoss(),
              selectBy.title(),
              epoch.metrics().get(selectBy),
              epoch.threshold()));
    }
    line.append(
        Units.text(
            "  (%s, %.0f images/s, %s data wait, %s)",
            Units.clock(Duration.ofMillis((long) (epoch.seconds() * 1e3))),
            epoch.imagesPerSecond(),
            Units.percent(epoch.waitingShare()),
            Units.bytes(epoch.memoryBytes())));
    return line.toString();
  }

  /** The outcome, with the selection metric first. */
  public static String after(RunFolder folder, ExperimentConfig config, RunState state) {
    Lines lines = new Lines();
    lines.add("Ended", "%s", ending(state));
    RunEvent.EpochFinished best = state.best();
    if (best == null) {
      lines.add("Result", "no validation yet");
      return lines.toString();
    }
    Metric selectBy = state.selectBy();
    lines.add(
        "Best",
        "%s %.4f in epoch %d, at threshold %.4f (validation loss %.4f)",
        selectBy.title(),
        best.metrics().get(selectBy),
        best.epoch(),
        best.threshold(),
        best.validationLoss());
    for (Metric metric : Metric.values()) {
      Double value = best.metrics().get(metric);
      if (metric != selectBy && value != null) {
        lines.add("", "%-22s %.4f", metric.title(), value);
      }
    }
    addFloor(lines, best.perClass(), state);
    OccurringClasses occurring =
        OccurringClasses.of(
            best.perClass().stream().map(ClassScore::support).toList(),
            best.perClass().stream().map(ClassScore::f1).toList());
    if (!occurring.allOccur()) {
      lines.add("", "(%s)", occurring.words());
    }
    addClasses(lines, best.perClass());
    double seconds = state.epochs().stream().mapToDouble(RunEvent.EpochFinished::seconds).sum();
    lines.add(
        "Time",
        "%s for %s",
        Units.duration(Duration.ofMillis((long) (1e3 * seconds))),
        Units.count(state.epochs().size(), "epoch"));
    lines.add("Checkpoint", checkpoint(config, state));
    lines.add("Run", folder.path().toString());
    return lines.toString();
  }

  /** A score means little without the baseline that ignores the images. */
  private static void addFloor(Lines lines, List<ClassScore> perClass, RunState state) {
    if (state.started() != null && !perClass.isEmpty()) {
      int[] support = perClass.stream().mapToInt(ClassScore::support).toArray();
      int all = state.started().validationSamples();
      int[] known = perClass.stream().mapToInt(c -> c.known() == null ? all : c.known()).toArray();
      lines.add(
          "Baseline",
          "%s %.4f if every image gets the same labels",
          Metric.WEIGHTED_F1.title(),
          ConstantPrediction.best(support, known).weightedF1());
    }
  }

  private static String ending(RunState state) {
    if (state.end() instanceof RunEvent.Completed completed) {
      return "completed: " + completed.reason();
    } else if (state.end() instanceof RunEvent.Stopped stopped) {
      return "stopped after epoch " + stopped.epoch();
    } else if (state.end() instanceof RunEvent.Failed failed) {
      return "failed: " + failed.message();
    }
    return state.paused() ? "paused" : "not finished";
  }

  private static void addClasses(Lines lines, List<ClassScore> perClass) {
    List<ClassScore> seen = perClass.stream().filter(c -> c.support() > 0).toList();
    if (seen.size() > 1) {
      Comparator<ClassScore> byF1 = Comparator.comparingDouble(ClassScore::f1);
      lines.add("Best F1", named(seen.stream().sorted(byF1.reversed())));
      lines.add("Worst F1", named(seen.stream().sorted(byF1)));
    }
  }

  private static String named(Stream<ClassScore> classes) {
    return classes
        .limit(SHOWN_CLASSES)
        .map(c -> Units.text("%s %.2f", c.name(), c.f1()))
        .collect(Collectors.joining(", "));
  }

  private static String checkpoint(ExperimentConfig config, RunState state) {
    if (state.checkpoint() != null) {
      return state.checkpoint().path();
    }
    Path file = CheckpointName.fileOf(config);
    boolean better = state.best() != null && Files.exists(file);
    return better
        ? file + " (kept: an earlier run of this configuration was better)"
        : "none saved";
  }

  /** Such as {@code crop of 232, bicubic}. */
  private static String resizing(ExperimentConfig.Data data) {
    String from =
        NetworkInput.of(data).resizeSize() == data.imageSize() ? "" : " of " + data.resizeSize();
    String how = data.interpolation() == Interpolation.BICUBIC ? ", bicubic" : "";
    return data.resize().name().toLowerCase(Locale.ROOT) + from + how;
  }

  /** Labelled lines. */
  private static final class Lines {
    private final List<String> lines = new ArrayList<>();

    void add(String label, String text, Object... arguments) {
      String value = arguments.length == 0 ? text : Units.text(text, arguments);
      lines.add(Units.text("%-11s%s", label, value).stripTrailing());
    }

    @Override
    public String toString() {
      return String.join("\n", lines);
    }
  }
}
