package org.tagwright.cli;

import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.model.Backbone;
import picocli.CommandLine.Option;

/** Which networks are measured, and how: what {@code bench train} and {@code predict} share. */
final class BenchedNetworks {
  @Option(
      names = "--backbones",
      paramLabel = "NAME",
      split = ",",
      description = "Names with commas between, or all. Default: resnet18.")
  private List<String> backbones = List.of("resnet18");

  @Option(
      names = "--precision",
      paramLabel = "P",
      description = "fp32, auto or both; the script's is fp32. Default: ${DEFAULT-VALUE}.")
  private String precision = "both";

  @Option(names = "--batch", paramLabel = "N", description = "Images of a batch. Default: 32.")
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

  /** Images of a batch. */
  int batch() {
    return batch;
  }
}
