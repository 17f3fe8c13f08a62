package org.tagwright.cli.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.bench.DecodeBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright bench decode}. */
@Command(
    name = "decode",
    description = {
      "Images per second that one thread decodes from 640×480 JPEG and resizes to the input size.",
      "With --pytorch, alternates with PIL (open, convert, resize bilinear) and reports how far the"
          + " two results differ, in grey levels.",
      "With --augment, with torchvision's v2 transforms on PIL images."
    },
    mixinStandardHelpOptions = true)
final class BenchDecodeCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin BenchOptions options;

  @Option(names = "--size", paramLabel = "PX", description = "Output size. Default: 224.")
  int size = 224;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "How often each round decodes all photos. Default: ${DEFAULT-VALUE}.")
  int repeat = 2;

  @Option(names = "--augment", description = "Also crops, flips and applies RandAugment at random.")
  boolean augment;

  @Override
  public Integer call() {
    BenchOptions.require(size >= 1, "--size must be 1 or more.");
    BenchOptions.require(repeat >= 1, "--repeat must be 1 or more.");
    return options.report(
        "decode",
        BenchOptions.settings().put("size", size).put("repeat", repeat).put("augment", augment),
        spec.commandLine().getOut(),
        setting -> List.of(DecodeBench.figure(setting, size, repeat, augment)));
  }
}
