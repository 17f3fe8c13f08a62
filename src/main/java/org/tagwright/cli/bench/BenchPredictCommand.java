package org.tagwright.cli.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.bench.PredictBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright bench predict}. */
@Command(
    name = "predict",
    description = {
      "Images per second in prediction at 224×224, from JPEG files to the labels file on disk.",
      "With --pytorch, alternates with a plain PyTorch script on the same weights."
    },
    footer = {
      "%nAll networks, one after another:",
      "  tagwright bench predict --backbones all --rounds 3 --pytorch PYTHON --json predict.json"
    },
    mixinStandardHelpOptions = true)
final class BenchPredictCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BenchOptions options;
  @Mixin BenchedNetworks networks;

  @Option(
      names = "--images",
      paramLabel = "N",
      description = "Images per round. Default: what the slower side does in three seconds.")
  Integer images;

  @Override
  public Integer call() {
    BenchOptions.require(networks.batch() >= 1, "--batch must be 1 or more.");
    BenchOptions.require(images == null || images >= 1, "--images must be 1 or more.");
    List<String> names = networks.backbones();
    List<String> precisions = networks.precisions();
    return options.report(
        "predict",
        BenchOptions.settings().put("batch", networks.batch()).put("images", images),
        spec.commandLine().getOut(),
        names,
        (setting, backbone) ->
            new PredictBench(setting, precisions, networks.batch(), images).figures(backbone));
  }
}
