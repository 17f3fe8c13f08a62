package org.tagwright.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.tagwright.bench.Figure;
import org.tagwright.bench.MemoryBench;
import org.tagwright.bench.Setting;
import org.tagwright.bench.StartBench;
import org.tagwright.bench.StepMemoryBench;
import org.tagwright.bench.TrainBench;
import org.tagwright.common.TagwrightException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright bench train}. */
@Command(
    name = "train",
    description = {
      "Images per second in training, from JPEG files to the optimizer's step, with every image"
          + " decoded every time. --phase also offers the time from start to the first step, and"
          + " whether memory stays constant.",
      "With --pytorch, alternates with a plain PyTorch script: torchvision's model, PIL in the main"
          + " process, eager float32, NCHW, Adam. The two never run at the same time."
    },
    footer = {
      "%nAll networks, one after another:",
      "  tagwright bench train --backbones all --rounds 3 --pytorch PYTHON --json train.json"
    },
    mixinStandardHelpOptions = true)
final class BenchTrainCommand implements Callable<Integer> {
  private static final int FEWEST_MEMORY_STEPS = 300;

  private static final List<String> OTHER_PHASES = List.of("start", "memory", "step-memory");
  private static final int FEWEST_STEP_MEMORY_IMAGES = 8;

  @Spec CommandSpec spec;
  @Mixin BenchOptions options;
  @Mixin BenchedNetworks networks;

  @Option(
      names = "--phase",
      paramLabel = "PHASE",
      split = ",",
      description =
          "Comma-separated: full (all weights train), frozen (only the head trains, first epoch),"
              + " frozen-later (later epochs, on cached features), start (from the command to its"
              + " first step), memory (see --memory-steps), step-memory (the most memory that full"
              + " takes, in fp32 and bf16). Default: full.")
  List<String> phases = List.of("full");

  @Option(names = "--size", paramLabel = "PX", description = "Input resolution. Default: 224.")
  int size = 224;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps per round. Default: what the slower side does in three seconds.")
  Integer steps;

  @Option(
      names = "--memory-steps",
      paramLabel = "N",
      description =
          "Steps of the memory phase, on small images, at least 300; reports the variation after"
              + " the first 200. Default: 5000.")
  int memorySteps = 5000;

  @Override
  public Integer call() {
    BenchOptions.require(
        networks.batch() >= 2, "--batch must be 2 or more: batch norm needs two images.");
    BenchOptions.require(size >= 32, "--size must be 32 or more.");
    BenchOptions.require(steps == null || steps >= 1, "--steps must be 1 or more.");
    BenchOptions.require(
        memorySteps >= FEWEST_MEMORY_STEPS,
        "--memory-steps must be " + FEWEST_MEMORY_STEPS + " or more.");
    BenchOptions.require(
        !phases.contains("step-memory") || networks.batch() >= FEWEST_STEP_MEMORY_IMAGES,
        "--batch must be " + FEWEST_STEP_MEMORY_IMAGES + " or more for step-memory.");
    List<String> names = networks.backbones();
    List<String> precisions = networks.precisions();
    List<TrainBench.Phase> epochs = epochs();
    ObjectNode settings =
        BenchOptions.settings()
            .put("batch", networks.batch())
            .put("size", size)
            .put("steps", steps);
    return options.report(
        "train",
        settings,
        spec.commandLine().getOut(),
        names,
        (setting, backbone) -> figures(setting, backbone, precisions, epochs));
  }

  private List<TrainBench.Phase> epochs() {
    List<TrainBench.Phase> epochs = new ArrayList<>();
    for (String phase : phases) {
      if (!OTHER_PHASES.contains(phase)) {
        epochs.add(
            Arrays.stream(TrainBench.Phase.values())
                .filter(known -> known.toString().equals(phase.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                    () ->
                        TagwrightException.input(
                            "--phase is \""
                                + phase
                                + "\"; it can be full, frozen, frozen-later, start, memory or"
                                + " step-memory.")));
      }
    }
    return epochs;
  }

  private List<Figure> figures(
      Setting setting, String backbone, List<String> precisions, List<TrainBench.Phase> epochs) {
    TrainBench speed = new TrainBench(setting, epochs, precisions, networks.batch(), size, steps);
    List<Figure> figures = new ArrayList<>();
    figures.addAll(speed.figures(backbone));
    if (phases.contains("start")) {
      figures.addAll(new StartBench(setting, backbone, networks.batch(), size).figures());
    }
    if (phases.contains("step-memory")) {
      figures.addAll(
          StepMemoryBench.figures(
              setting, backbone, List.of("fp32", "bf16"), networks.batch(), size));
    }
    if (phases.contains("memory")) {
      figures.add(MemoryBench.figure(setting, backbone, memorySteps));
    }
    return figures;
  }
}
