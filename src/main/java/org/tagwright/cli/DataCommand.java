package org.tagwright.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.common.Progress;
import org.tagwright.common.Units;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.demo.Difficulty;
import org.tagwright.data.imports.ImportTarget;
import org.tagwright.data.imports.LabelImport;
import org.tagwright.data.imports.Separator;
import org.tagwright.data.imports.TableChoices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tagwright data}: generates, checks and imports data sets. */
@Command(
    name = "data",
    description = "Generates, checks, imports and exports data sets.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DataCommand.Demo.class,
      DataCheckCommand.class,
      DataCommand.ImportCoco.class,
      DataCommand.ImportCsv.class,
      DataCommand.ImportYolo.class,
      ImportOpenImagesCommand.class,
      DataExportCommand.class
    })
public final class DataCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
  }

  /**
   * What a command reports when it is done.
   *
   * @param text complete lines
   */
  record Outcome(int exitCode, String text) {}

  /** Common to all data commands. */
  abstract static class Work implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(names = "--quiet", description = "Hides progress.")
    boolean quiet;

    abstract Outcome run(Progress progress);

    @Override
    public Integer call() throws Exception {
      return Interruption.heed(
          interruption -> {
            Outcome outcome;
            try (CheckProgress progress = new CheckProgress(quiet, interruption::requested)) {
              outcome = run(progress);
            }
            spec.commandLine().getOut().print(outcome.text);
            spec.commandLine().getOut().flush();
            return outcome.exitCode;
          });
    }
  }

  @Command(
      name = "demo",
      description = {
        "Generates a data set of synthetic scenes of COCO's classes, in MS-COCO's folder layout.",
        "The same options give the same images and labels on every machine."
      },
      mixinStandardHelpOptions = true)
  static final class Demo extends Work {
    @Option(
        names = "--dir",
        required = true,
        paramLabel = "DIR",
        description = "Root of the data set (data.root). Created if missing.")
    Path folder;

    @Option(
        names = "--train",
        paramLabel = "N",
        defaultValue = "2000",
        description = "Training images. Default: ${DEFAULT-VALUE}.")
    int train;

    @Option(
        names = "--test",
        paramLabel = "N",
        defaultValue = "200",
        description = "Test images; their labels go to labels/test. Default: ${DEFAULT-VALUE}.")
    int test;

    @Option(
        names = "--size",
        paramLabel = "PX",
        defaultValue = "256",
        description = "Longer side of the images, in pixels. Default: ${DEFAULT-VALUE}.")
    int sizePixels;

    @Option(
        names = "--classes",
        paramLabel = "N",
        defaultValue = "20",
        description = "How many of COCO's 80 classes appear. Default: ${DEFAULT-VALUE}.")
    int classes;

    @Option(
        names = "--difficulty",
        paramLabel = "easy|hard",
        defaultValue = "easy",
        description =
            "easy: a few large objects. hard: small, overlapping objects among clutter, and test"
                + " images in another light and perspective; use with more --classes and --train."
                + " Default: ${DEFAULT-VALUE}.")
    Difficulty difficulty;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "42",
        description = "Random seed. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Override
    Outcome run(Progress progress) {
      DemoDataset.Options options =
          new DemoDataset.Options(train, test, sizePixels, classes, seed, difficulty);
      Path root = folder.toAbsolutePath().normalize();
      DemoDataset.make(root, options, progress);
      String done =
          Units.text(
              "Demo data saved to %s: %,d training and %,d test images, %d classes.%n",
              root, train, test, classes);
      return new Outcome(0, done);
    }
  }

  /** Common to all imports. */
  abstract static class Import extends Work {
    @Option(
        names = "--labels",
        required = true,
        paramLabel = "DIR",
        description = "New or empty folder for the label files (data.trainLabels).")
    Path labels;

    @Option(
        names = "--images",
        paramLabel = "DIR",
        description =
            "Folder of the images. Tells which folders before an image's name count, where the"
                + " annotations write some.")
    Path images;

    abstract LabelImport source();

    @Override
    Outcome run(Progress progress) {
      return new Outcome(
          0, source().run(new ImportTarget(labels, images), progress).toText(labels));
    }
  }

  @Command(
      name = "import-coco",
      description = {
        "Converts COCO's instances_*.json to label files, one per image.",
        "Category ids become class indices in the order of the file (COCO's 1-90 become 0-79)."
      },
      mixinStandardHelpOptions = true)
  static final class ImportCoco extends Import {
    @Parameters(
        paramLabel = "INSTANCES.json",
        description = "COCO's annotation file with bounding boxes.")
    Path instances;

    @Option(
        names = "--drop-empty",
        description = "Writes no label file for images without boxes, so that they are not used.")
    boolean dropEmpty;

    @Override
    LabelImport source() {
      return new LabelImport.Coco(instances, dropEmpty);
    }
  }

  @Command(
      name = "import-csv",
      description = {
        "Turns a table into label files: a column of image files, and either a column per class"
            + " with 0 and 1, or columns of class names or indices.",
        "Looks at the whole table, says how it was read, and asks where it can be read in more"
            + " than one way."
      },
      mixinStandardHelpOptions = true)
  static final class ImportCsv extends Import {
    @Parameters(
        paramLabel = "TABLE.csv",
        description = "The table; cells separated by comma, tab, semicolon, pipe or space.")
    Path table;

    @Option(
        names = "--classes",
        paramLabel = "FILE",
        description = "File with one class name per line. Default: the names in the table.")
    Path classes;

    @Option(
        names = "--file-column",
        paramLabel = "COLUMN",
        description = "The column of the image files, by name or by number from 1.")
    String fileColumn;

    @Option(
        names = "--label-columns",
        paramLabel = "COLUMNS",
        split = ",",
        splitSynopsisLabel = ",",
        description = "The columns of the labels, by name or number, separated by commas.")
    List<String> labelColumns;

    @Option(
        names = "--label-form",
        paramLabel = "FORM",
        description = "flags: a column per class with 0 and 1; names: class names or indices.")
    TableChoices.Form form;

    @Option(
        names = "--separator",
        paramLabel = "NAME",
        description =
            "What separates labels within a cell: none, space, comma, semicolon, pipe or list"
                + " (['a', 'b']).")
    Separator separator;

    @Option(
        names = "--unknown",
        paramLabel = "WHAT",
        description =
            "What becomes of labels given as -1, u or ?: unknown (kept as such, with empty cells,"
                + " in a folder \"unknown\" beside the labels), absent, present, or skip (their"
                + " images are left out).")
    TableChoices.Unknown unknown;

    @Override
    LabelImport source() {
      return new LabelImport.Csv(
          table, classes, new TableChoices(fileColumn, labelColumns, form, separator, unknown));
    }
  }

  @Command(
      name = "import-yolo",
      description = "Converts YOLO's text labels to label files; the boxes are ignored.",
      mixinStandardHelpOptions = true)
  static final class ImportYolo extends Import {
    @Parameters(paramLabel = "DIR", description = "The folder of YOLO's .txt files.")
    Path folder;

    @Option(
        names = "--names",
        required = true,
        paramLabel = "FILE",
        description = "File with one class name per line, or a data.yaml.")
    Path names;

    @Override
    LabelImport source() {
      return new LabelImport.Yolo(folder, names);
    }
  }
}
