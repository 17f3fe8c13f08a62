package org.tagwright.cli;

import java.nio.file.Path;
import org.tagwright.cli.options.SetOption;
import org.tagwright.common.Progress;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.exports.LabelExport;
import org.tagwright.data.labels.Samples;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright data export}. */
@Command(
    name = "export",
    description = {
      "Writes the labels of a configuration's training data for other tools.",
      "The import commands read them back as the same labels; unknown labels only from csv."
    },
    mixinStandardHelpOptions = true)
final class DataExportCommand extends DataCommand.Work {
  @Parameters(paramLabel = "CONFIG.json", description = "The configuration.")
  Path config;

  @Mixin SetOption set;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORM",
      description =
          "coco: COCO's JSON, without boxes. csv: a table with 0 and 1 in a column per class, -1"
              + " for unknown. csv-list: a table with class names, and a file of all names beside"
              + " it. yolo: a folder of text files and data.yaml.")
  LabelExport.Format format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "PATH",
      description = "The file to write; for yolo a new folder.")
  Path out;

  @Override
  DataCommand.Outcome run(Progress progress) {
    ExperimentConfig.Data data = set.read(config).data();
    DatasetIndex index = Samples.of(data, progress);
    return new DataCommand.Outcome(0, LabelExport.write(index, format, out, progress));
  }
}
