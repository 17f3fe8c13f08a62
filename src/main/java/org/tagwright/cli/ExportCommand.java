package org.tagwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.export.ModelExport;
import org.tagwright.export.ModelExport.InputKind;
import org.tagwright.export.ModelExport.WeightKind;
import org.tagwright.process.FollowedCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tagwright export}. */
@Command(
    name = "export",
    description = {
      "Exports a checkpoint as ONNX, for other programs and servers.",
      "Writes a folder with the model, its labels, thresholds and preprocessing, sample images"
          + " with their scores, and a README with complete programs."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "The checkpoint. Default: best_model.pt in the default folder.")
  Path checkpoint = ExperimentConfig.defaults().output().bestModelFile();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write, which must be new or empty.")
  Path out;

  @Option(
      names = "--input",
      paramLabel = "KIND",
      description =
          "What the model takes. floats: normalised float32 N,3,H,W. bytes: uint8 N,H,W,3, with the"
              + " normalisation in the model. Default: floats.")
  InputKind input = InputKind.FLOATS;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Number of images at once, for programs that need it fixed. Default: any.")
  Integer batch;

  @Option(
      names = "--weights",
      paramLabel = "TYPE",
      description =
          "float32, or float16: half the file, and slightly different scores. Default: float32.")
  WeightKind weights = WeightKind.FLOAT32;

  @Option(
      names = "--samples",
      paramLabel = "PATH",
      description =
          "Images, or folders of images, of which three are copied into the export with their"
              + " scores. Default: training images of the checkpoint's data set.")
  List<Path> samples;

  @Option(names = "--no-samples", description = "No images are copied into the export.")
  boolean noSamples;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  /** Progress for the window, as lines on standard output. */
  @Option(names = "--tell-progress", hidden = true)
  boolean tellProgress;

  @Override
  public Integer call() {
    if (noSamples && samples != null) {
      throw TagwrightException.input("--samples and --no-samples cannot be combined.");
    }
    ModelExport.Request request =
        new ModelExport.Request(
            checkpoint,
            out,
            new ModelExport.Options(input, batch, weights),
            noSamples ? List.of() : samples);
    ModelExport.Result result;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      result =
          ModelExport.run(request, tellProgress ? FollowedCommand.telling(System.out) : progress);
    }
    if (!quiet) {
      System.out.println(
          Units.text(
              "Exported   %s: %d classes, images of %d × %d, %s",
              result.folder(),
              result.classes(),
              result.size(),
              result.size(),
              Units.bytes(result.modelBytes())));
      if (result.samples() == 0 && !noSamples) {
        System.out.println(
            "           Without sample images, since those that it was trained on are not here;"
                + " name some with --samples.");
      }
      System.out.println("           README.md says how to use it.");
    }
    return 0;
  }
}
