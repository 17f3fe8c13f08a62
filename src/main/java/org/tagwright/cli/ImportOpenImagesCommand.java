package org.tagwright.cli;

import java.nio.file.Path;
import org.tagwright.data.imports.LabelImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright data import-openimages}. */
@Command(
    name = "import-openimages",
    description = {
      "Converts verified image labels as OpenImages has them: rows of ImageID, LabelName and"
          + " Confidence, 1 where a person saw the class and 0 where a person saw that it is not"
          + " there.",
      "Every other class of an image is unknown; it counts neither in training nor in scores."
    },
    mixinStandardHelpOptions = true)
final class ImportOpenImagesCommand extends DataCommand.Import {
  @Parameters(
      paramLabel = "LABELS.csv",
      description = "Such as oidv7-train-annotations-human-imagelabels.csv.")
  Path annotations;

  @Option(
      names = "--descriptions",
      paramLabel = "FILE",
      description = "Class ids and their names, such as oidv7-class-descriptions.csv.")
  Path descriptions;

  @Option(
      names = "--classes",
      paramLabel = "FILE",
      description = "File with one class name or id per line. Default: all that occur, sorted.")
  Path classes;

  @Override
  LabelImport source() {
    return new LabelImport.OpenImages(annotations, descriptions, classes);
  }
}
