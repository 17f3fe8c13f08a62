package org.tagwright.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.tagwright.cli.options.SetOption;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.train.RateSearch;
import org.tagwright.train.RateSearch.Point;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright find-rate}. */
@Command(
    name = "find-rate",
    description = {
      "Finds a learning rate for a configuration: trains up to 100 steps at a rising rate and"
          + " suggests the one at which the loss falls fastest.",
      "Writes no run, no checkpoint and nothing to the configuration."
    },
    mixinStandardHelpOptions = true)
final class FindRateCommand implements Callable<Integer> {
  private static final int ROWS = 25;
  private static final int BAR = 40;

  @Parameters(paramLabel = "CONFIG.json", description = "The configuration.")
  Path file;

  @Mixin SetOption set;

  @Option(
      names = "--batch",
      description =
          "Finds the largest batch that fits the memory instead: trains two steps with batches of"
              + " 2, 4, 8 and so on.")
  boolean batch;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes the rates, losses and suggestion to a file, as JSON.")
  Path output;

  @Option(
      names = {"-q", "--quiet"},
      description = "Prints only the suggestion.")
  boolean quiet;

  @Override
  public Integer call() {
    ExperimentConfig config = set.read(file);
    ConfigCheck.require(config, file.toString());
    if (batch) {
      return batch(config);
    }
    RateSearch.Found found;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      found = RateSearch.run(config, progress);
    }
    if (output != null) {
      write(found);
    }
    System.out.print(quiet ? "" : curve(found.points(), found.suggestion()));
    if (Double.isNaN(found.suggestion())) {
      System.out.println("The loss never fell, so there is no rate to suggest.");
      return 1;
    }
    double head = found.suggestion();
    ExperimentConfig.Training training = config.training();
    System.out.println(
        training.differential()
            ? "Suggested: --set training.headLearningRate="
                + text(head)
                + " --set training.backboneLearningRate="
                + text(head * training.backboneLearningRate() / training.headLearningRate())
            : "Suggested: --set training.learningRate=" + text(head));
    return 0;
  }

  private void write(RateSearch.Found found) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("suggestion", Double.isNaN(found.suggestion()) ? null : found.suggestion());
    result.put("rates", found.points().stream().map(Point::rate).toList());
    result.put("losses", found.points().stream().map(Point::loss).toList());
    try {
      AtomicFile.writeString(output, new ObjectMapper().writeValueAsString(result) + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(output, e);
    }
  }

  private int batch(ExperimentConfig config) {
    int largest;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      largest = RateSearch.largestBatch(config, progress);
    }
    System.out.println(
        largest == 0
            ? "Not even two images fit the memory."
            : "Largest batch that fits: --set training.batchSize=" + largest);
    return largest == 0 ? 1 : 0;
  }

  /** A line for every few steps: the rate, the loss, and the loss as a bar. */
  private static String curve(List<Point> points, double suggestion) {
    StringBuilder text = new StringBuilder();
    double most = points.stream().mapToDouble(Point::loss).max().orElse(1);
    int every = Math.max(1, points.size() / ROWS);
    boolean marked = false;
    for (int i = 0; i < points.size(); i += every) {
      Point point = points.get(i);
      boolean mark = !marked && point.rate() >= suggestion;
      marked |= mark;
      text.append(
          Units.text(
              "%8s  %8.4f  %s%s\n",
              text(point.rate()),
              point.loss(),
              "█".repeat((int) Math.round(BAR * point.loss() / most)),
              mark ? "  ← falls fastest" : ""));
    }
    return text.toString();
  }

  private static String text(double rate) {
    return ConfigJson.text(new BigDecimal(rate).round(new MathContext(2)).doubleValue());
  }
}
