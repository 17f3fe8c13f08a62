package org.tagwright.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.tagwright.cli.terminal.ProgressLine;
import org.tagwright.cli.terminal.TextTable;
import org.tagwright.common.Progress;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings.WeightsVersion;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.backbone.PublishedWeights;
import org.tagwright.weights.PretrainedWeights;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Pretrained weights, and the content of any PyTorch file. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    description =
        "Lists, downloads and imports pretrained weights, and shows the content of a file.",
    footer = {
      "",
      "Weights are downloaded from PyTorch's server, or from the URL in TAGWRIGHT_WEIGHTS_URL."
    })
public final class WeightsCommand implements Runnable {
  @Spec CommandSpec spec;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The weights folder (default: ~/ms-coco/pre-trained_models).")
  Path folder = ExperimentConfig.defaults().model().weightsFolder();

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Hides progress.")
  boolean quiet;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "Missing subcommand: list, fetch, import or inspect");
  }

  @Command(description = "Lists the available weights and which of them are downloaded.")
  void list() {
    PretrainedWeights weights = new PretrainedWeights(folder);
    PrintWriter out = spec.commandLine().getOut();
    TextTable table =
        new TextTable("BACKBONE", "FILE", "TRAINED ON", "> TOP-1", "INPUT", "> SIZE", "");
    for (String backbone : BackboneFacts.names()) {
      Path used = weights.find(backbone, WeightsVersion.DEFAULT).orElse(null);
      String label = backbone;
      for (PublishedWeights published : weights.publishedOf(backbone)) {
        Path file = weights.folder().resolve(published.fileName());
        table.row(
            label,
            published.fileName(),
            published.title(),
            Units.text("%.1f%%", published.top1()),
            published.preprocessing().toString(),
            published.megabytes() + " MB",
            state(file, used));
        label = "";
      }
      for (Path imported : weights.imported(backbone)) {
        String size = Units.bytes(imported.toFile().length());
        table.row(
            "", imported.getFileName().toString(), "imported", "", "", size, state(imported, used));
      }
    }
    out.println(TextTable.bold("Pretrained weights in ") + weights.folder());
    out.println();
    table.print(out);
    out.println();
    out.println("● downloaded or imported   ◆ used by model.pretrained");
    out.println(
        "TOP-1 is the accuracy on ImageNet as published, INPUT what it was measured on: the"
            + " shortest side resized, then the centre cropped.");
  }

  private static String state(Path file, Path used) {
    return file.equals(used) ? "◆" : Files.isRegularFile(file) ? "●" : "";
  }

  /** For picocli. */
  static final class BackboneNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return BackboneFacts.names().iterator();
    }
  }

  @Command(description = "Downloads a backbone's weights if they are missing, and verifies them.")
  void fetch(
      @Parameters(
              paramLabel = "BACKBONE",
              completionCandidates = BackboneNames.class,
              description = "${COMPLETION-CANDIDATES}")
          String backbone,
      @Option(
              names = "--v1",
              description = "The first published weights (model.weights=v1), not the newest.")
          boolean first) {
    WeightsVersion version = first ? WeightsVersion.V1 : WeightsVersion.DEFAULT;
    Path file;
    try (ProgressLine line = new ProgressLine(ProgressLine.Style.detect(quiet))) {
      file = new PretrainedWeights(folder).fetch(backbone, version, shownBy(line));
    }
    spec.commandLine().getOut().println(file);
  }

  @Command(
      name = "import",
      description =
          "Checks that a .pt or .pth file holds weights of a supported backbone and copies it to"
              + " the weights folder.")
  void importFile(@Parameters(paramLabel = "FILE") Path file) {
    PretrainedWeights.Imported imported;
    try (ProgressLine line = new ProgressLine(ProgressLine.Style.detect(quiet))) {
      imported = new PretrainedWeights(folder).importFile(file, shownBy(line));
    }
    spec.commandLine()
        .getOut()
        .println(
            imported.backbone()
                + " weights, now "
                + imported.file()
                + ". model.pretrained starts from them unless there are published ones;"
                + " model.startFrom always can.");
  }

  @Command(
      description = "Shows the metadata and tensors of any .pt or .pth file without executing it.")
  void inspect(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--json", description = "As one JSON object.") boolean json) {
    FileInspection inspection = FileInspection.of(file);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(inspection.toJson());
    } else {
      inspection.print(out);
    }
  }

  private static Progress shownBy(ProgressLine line) {
    return (what, done, total) -> line.update(what, done, total, "");
  }
}
