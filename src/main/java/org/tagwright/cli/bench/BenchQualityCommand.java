package org.tagwright.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.tagwright.bench.Ladder;
import org.tagwright.bench.QualityBench;
import org.tagwright.bench.QualityReport;
import org.tagwright.bench.QualitySizes;
import org.tagwright.bench.TrialLog;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright bench quality}. */
@Command(
    name = "quality",
    description = {
      "Trains on generated data with and without each ingredient of a recipe and compares the"
          + " scores on test images that differ from the training images in light and perspective.",
      "Each result is appended to a file at once. Stop at any time (Ctrl-C) and start again with"
          + " the same command: finished trials are not repeated."
    },
    footer = {
      "%nThe three seeds of two variants, then the table of all results so far:",
      "  tagwright bench quality --regime short --variants classic,adamw+oneCycle",
      "  tagwright bench quality --report"
    },
    mixinStandardHelpOptions = true)
final class BenchQualityCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Folder for data and runs. Default: tagwright-bench in your home folder.")
  Path folder = Path.of(System.getProperty("user.home"), "tagwright-bench");

  @Option(
      names = "--regime",
      paramLabel = "NAME",
      split = ",",
      description =
          "Comma-separated: short (12 epochs from scratch), long (30), tuning (a backbone that has"
              + " learned another generated set). Default: short.")
  List<String> regimes = List.of("short");

  @Option(
      names = "--variants",
      paramLabel = "WHAT",
      split = ",",
      description =
          "Comma-separated: classic; alone (classic with each ingredient); ladder (from classic to"
              + " strong, one ingredient at a time); strong; minus (strong without each); all; or"
              + " ingredients joined by +. Default: ladder.")
  List<String> variants = List.of("ladder");

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Repeats everything with seeds 1 to N, which determine the initial weights and the order"
              + " of the images. Default: ${DEFAULT-VALUE}.")
  int seeds = 3;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads of each trial; affects its time only. On a busy machine 1 is the most"
              + " economical. Default: the number of cores.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Starts no further trial after N minutes. Default: no limit.")
  Integer minutes;

  @Option(
      names = "--ladder",
      paramLabel = "FILE",
      description = "JSON file with regimes and ingredients. Default: the built-in ones.")
  Path ladderFile;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "JSON-lines file of the results. Default: quality.jsonl in --dir.")
  Path results;

  @Option(names = "--report", description = "Trains nothing, only prints the results so far.")
  boolean reportOnly;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Also writes the tables to this file.")
  Path markdown;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress.")
  boolean quiet;

  @Option(
      names = "--train",
      paramLabel = "N",
      description = "Training images. Default: ${DEFAULT-VALUE}.")
  int train = QualitySizes.USUAL.train();

  @Option(
      names = "--test",
      paramLabel = "N",
      description = "Test images. Default: ${DEFAULT-VALUE}.")
  int test = QualitySizes.USUAL.test();

  @Option(
      names = "--classes",
      paramLabel = "N",
      description = "How many classes appear. Default: ${DEFAULT-VALUE}.")
  int classes = QualitySizes.USUAL.classes();

  @Option(
      names = "--size",
      paramLabel = "PX",
      description = "Input resolution. Default: ${DEFAULT-VALUE}.")
  int imageSize = QualitySizes.USUAL.imageSize();

  @Override
  public Integer call() throws Exception {
    BenchOptions.require(seeds >= 1, "--seeds must be 1 or more.");
    BenchOptions.require(threads >= 1, "--threads must be 1 or more.");
    BenchOptions.require(minutes == null || minutes >= 1, "--minutes must be 1 or more.");
    BenchOptions.require(test >= 1, "--test must be 1 or more.");
    Path place = folder.toAbsolutePath().normalize();
    Path file = results == null ? place.resolve("quality.jsonl") : results.toAbsolutePath();
    Ladder ladder = ladderFile == null ? Ladder.builtIn() : Ladder.read(ladderFile);
    if (reportOnly) {
      report(ladder, file);
      return 0;
    }
    return Interruption.heed(
        "Stopping; the trial in progress is dropped. (kill -9 stops at once.)",
        interruption -> {
          List<String> failures = train(place, ladder, file, interruption);
          report(ladder, file);
          failures.forEach(line -> spec.commandLine().getErr().println("Failed: " + line));
          return failures.isEmpty() ? 0 : 1;
        });
  }

  private List<String> train(Path place, Ladder ladder, Path file, Interruption interruption) {
    Instant start = Instant.now();
    BooleanSupplier enough =
        () ->
            minutes != null
                && Duration.between(start, Instant.now()).compareTo(Duration.ofMinutes(minutes))
                    >= 0;
    try (CheckProgress progress = new CheckProgress(quiet, interruption::requested)) {
      return new QualityBench(
              place,
              ladder,
              QualitySizes.USUAL.with(train, test, classes, imageSize),
              threads,
              progress,
              run -> interruption.then(run == null ? () -> {} : () -> run.requests().requestStop()))
          .run(regimes, variants, seeds, file, enough);
    }
  }

  private void report(Ladder ladder, Path file) {
    String tables = new QualityReport(ladder).toMarkdown(TrialLog.read(file));
    PrintWriter out = spec.commandLine().getOut();
    out.print(tables.isEmpty() ? "No results in " + file + ".\n" : tables);
    out.flush();
    if (markdown != null) {
      try {
        AtomicFile.writeString(markdown.toAbsolutePath(), tables);
      } catch (IOException e) {
        throw TagwrightException.cannotWrite(markdown, e);
      }
    }
  }
}
