package org.tagwright.cli.bench;

import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.model.Backbone;
import picocli.CommandLine.Option;

/** The networks to measure: options common to {@code bench train} and {@code bench predict}. */
final class BenchedNetworks {
  @Option(
      names = "--backbones",
      paramLabel = "NAME",
      split = ",",
      description = "Comma-separated names, or all. Default: resnet18.")
  private List<String> backbones = List.of("resnet18");

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "fp32, auto or both; the script always uses fp32. Default: ${DEFAULT-VALUE}.")
  private String precision = "both";

  @Option(names = "--batch", paramLabel = "N", description = "Batch size. Default: 32.")
  private int batch = 32;

  /** torchvision's names. */
  List<String> backbones() {
    return backbones.contains("all")
        ? Backbone.all().stream().map(Backbone::name).toList()
        : backbones.stream().map(name -> Backbone.of(name).name()).toList();
  }

  List<String> precisions() {
    return switch (precision) {
      case "both" -> List.of("fp32", "auto");
      case "fp32", "auto" -> List.of(precision);
      default ->
          throw TagwrightException.input(
              "--precision is \"" + precision + "\"; it can be fp32, auto or both.");
    };
  }

  /** Images per batch. */
  int batch() {
    return batch;
  }
}
