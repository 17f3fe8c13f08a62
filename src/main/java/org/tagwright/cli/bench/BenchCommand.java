package org.tagwright.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.tagwright.bench.Worker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
      BenchQualityCommand.class,
      BenchCommand.WorkerCommand.class
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
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
