package org.tagwright.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tagwright.bench.QualityBench;
import org.tagwright.bench.QualityReport;
import org.tagwright.bench.Worker;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.cli.terminal.TextTable;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright bench}. */
@Command(
    name = "bench",
    description = "Measures speed, memory and quality on generated data.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchTrainCommand.class,
      BenchPredictCommand.class,
      BenchDecodeCommand.class,
      BenchScanCommand.class,
      BenchCommand.Quality.class,
      BenchCommand.WorkerCommand.class
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
  }

  /** {@code tagwright bench quality}. */
  @Command(
      name = "quality",
      description = {
        "Fine-tunes one network on a demo data set in several ways and compares the scores:"
            + " frozen first or all at once, one learning rate or two, with or without pos_weight.",
        "The starting network is trained first, on another demo set, and kept for later runs."
      },
      mixinStandardHelpOptions = true)
  static final class Quality implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Folder for data and runs. Default: tagwright-bench in your home folder.")
    Path folder = Path.of(System.getProperty("user.home"), "tagwright-bench");

    @Option(
        names = "--epochs",
        paramLabel = "N",
        description = "Epochs per fine-tuning, at least 2. Default: ${DEFAULT-VALUE}.")
    int epochs = 4;

    @Option(
        names = "--seeds",
        paramLabel = "N",
        description =
            "Repeats everything with seeds 1 to N, which determine the split, the initial head and"
                + " the order of the images. Default: ${DEFAULT-VALUE}.")
    int seeds = 1;

    @Option(
        names = "--json",
        paramLabel = "FILE",
        description = "Also writes the results to this file.")
    Path json;

    @Option(
        names = {"-q", "--quiet"},
        description = "Hides progress.")
    boolean quiet;

    /** Tests use smaller ones. */
    QualityBench.Sizes sizes = QualityBench.Sizes.USUAL;

    @Override
    public Integer call() throws Exception {
      if (epochs < 2 || seeds < 1) {
        throw TagwrightException.input(
            epochs < 2
                ? "--epochs must be 2 or more: the backbone is frozen in the first."
                : "--seeds must be 1 or more.");
      }
      return Interruption.heed(this::compare);
    }

    private int compare(Interruption interruption) {
      QualityReport result;
      try (CheckProgress progress = new CheckProgress(quiet, interruption::requested)) {
        result =
            new QualityBench(
                    folder.toAbsolutePath().normalize(),
                    sizes,
                    epochs,
                    seeds,
                    progress,
                    run ->
                        interruption.then(
                            run == null ? () -> {} : () -> run.requests().requestStop()))
                .run();
      }
      print(result, spec.commandLine().getOut());
      if (json != null) {
        BenchOptions.write(result.toJson(), json);
      }
      return 0;
    }

    private void print(QualityReport result, PrintWriter out) {
      TextTable table =
          new TextTable("variant", ">weighted F1", "min – max", ">mAP", "best epoch", ">seconds");
      for (QualityReport.Outcome outcome : result.outcomes()) {
        table.row(
            outcome.variant().name(),
            number(outcome.mean(QualityReport.Trial::weightedF1)),
            number(outcome.each(QualityReport.Trial::weightedF1).min().orElseThrow())
                + " – "
                + number(outcome.each(QualityReport.Trial::weightedF1).max().orElseThrow()),
            number(outcome.mean(QualityReport.Trial::map)),
            outcome.trials().stream()
                .map(t -> String.valueOf(t.bestEpoch()))
                .collect(Collectors.joining(" ")),
            Units.decimal(outcome.mean(QualityReport.Trial::seconds), 1));
      }
      table.print(out);
      out.print(
          Units.text(
              "Baseline (the same labels for every image): weighted F1 %s. Means over %s.%n",
              number(result.floor()), Units.count(seeds, "seed")));
      out.flush();
    }

    private static String number(double value) {
      return Units.decimal(value, 4);
    }
  }

  /** {@code tagwright bench worker}: our side of a comparison, started by the other commands. */
  @Command(name = "worker", hidden = true, description = "Answers the requests of a benchmark.")
  static final class WorkerCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
      try (Worker worker = new Worker();
          BufferedReader requests =
              new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
        worker.serve(requests, System.out);
      }
      return 0;
    }
  }
}
