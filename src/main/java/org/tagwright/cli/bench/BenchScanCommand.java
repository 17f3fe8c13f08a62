package org.tagwright.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.bench.Figure;
import org.tagwright.bench.ScanBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright bench scan}. */
@Command(
    name = "scan",
    description = {
      "Seconds to scan many checkpoints, a first and a second time, and to read a long run.",
      "The checkpoints are sparse files, which take little disk space. There is no script to"
          + " compare with, and everything is measured once."
    },
    mixinStandardHelpOptions = true)
final class BenchScanCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BenchOptions options;

  @Option(
      names = "--files",
      paramLabel = "N",
      description = "Number of checkpoints. Default: ${DEFAULT-VALUE}.")
  int files = 10_000;

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      description = "Size of each checkpoint, in MB. Default: ${DEFAULT-VALUE}.")
  int megabytes = 45;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Number of events in the run. Default: ${DEFAULT-VALUE}.")
  int events = 1_000_000;

  @Override
  public Integer call() {
    BenchOptions.require(files >= 1, "--files must be 1 or more.");
    BenchOptions.require(megabytes >= 1, "--megabytes must be 1 or more.");
    BenchOptions.require(events >= 1, "--events must be 1 or more.");
    return options.report(
        "scan",
        BenchOptions.settings()
            .put("files", files)
            .put("megabytes", megabytes)
            .put("events", events),
        spec.commandLine().getOut(),
        setting -> {
          List<Figure> figures = new ArrayList<>();
          figures.addAll(
              ScanBench.checkpoints(setting.folder(), files, megabytes, setting.progress()));
          figures.add(ScanBench.events(setting.folder(), events, setting.progress()));
          return figures;
        });
  }
}
