package org.tagwright.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tagwright.common.Progress;
import org.tagwright.common.Units;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.imports.ImportTarget;
import org.tagwright.data.imports.LabelImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tagwright data}: make, check and import data sets. */
@Command(
    name = "data",
    description = "Makes, checks and imports data sets.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DataCommand.Demo.class,
      DataCheckCommand.class,
      DataCommand.ImportCoco.class,
      DataCommand.ImportCsv.class,
      DataCommand.ImportYolo.class
    })
public final class DataCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
  }

  /**
   * What a command has to say when it is done.
   *
   * @param text whole lines
   */
  record Outcome(int exitCode, String text) {}

  /** What the commands share. */
  abstract static class Work implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(names = "--quiet", description = "Shows no progress.")
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
        "Makes a data set of drawn scenes in the layout of the real one, with COCO's classes.",
        "The same options give the same images and labels on every machine."
      },
      mixinStandardHelpOptions = true)
  static final class Demo extends Work {
    @Option(
        names = "--dir",
        required = true,
        paramLabel = "DIR",
        description = "Root of the data set (data.root). Made where it is missing.")
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
        description = "Test images; their truth goes to labels/test. Default: ${DEFAULT-VALUE}.")
    int test;

    @Option(
        names = "--size",
        paramLabel = "PX",
        defaultValue = "256",
        description = "Longer side of the images, pixels. Default: ${DEFAULT-VALUE}.")
    int sizePixels;

    @Option(
        names = "--classes",
        paramLabel = "N",
        defaultValue = "20",
        description = "How many of the 80 classes appear. Default: ${DEFAULT-VALUE}.")
    int classes;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "42",
        description = "Another seed, another data set. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Override
    Outcome run(Progress progress) {
      DemoDataset.Options options = new DemoDataset.Options(train, test, sizePixels, classes, seed);
      Path root = folder.toAbsolutePath().normalize();
      DemoDataset.make(root, options, progress);
      String done =
          Units.text(
              "Demo data in %s: %,d training and %,d test images, %d classes.%n",
              root, train, test, classes);
      return new Outcome(0, done);
    }
  }

  /** What the imports share. */
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
      return new Outcome(0, source().run(new ImportTarget(labels, images), progress).toText(labels));
    }
  }

  @Command(
      name = "import-coco",
      description = {
        "Turns COCO's instances_*.json into label files, one for each image.",
        "Category ids become indices by their order in the file (COCO's 1-90: 0-79)."
      },
      mixinStandardHelpOptions = true)
  static final class ImportCoco extends Import {
    @Parameters(paramLabel = "INSTANCES.json", description = "COCO's file of boxes.")
    Path instances;

    @Option(
        names = "--drop-empty",
        description = "No label file for images without boxes, so that they are not used.")
    boolean dropEmpty;

    @Override
    LabelImport source() {
      return new LabelImport.Coco(instances, dropEmpty);
    }
  }

  @Command(
      name = "import-csv",
      description = {
        "Turns a table into label files. First column: the image's file name. Then either a header",
        "with the class names and 0 or 1 in each cell, or class names or indices, several in a"
            + " cell",
        "divided by ; or |."
      },
      mixinStandardHelpOptions = true)
  static final class ImportCsv extends Import {
    @Parameters(paramLabel = "TABLE.csv", description = "The table; comma, tab or semicolon.")
    Path table;

    @Option(
        names = "--classes",
        paramLabel = "FILE",
        description = "One class name per line. Default: the names in the table.")
    Path classes;

    @Override
    LabelImport source() {
      return new LabelImport.Csv(table, classes);
    }
  }

  @Command(
      name = "import-yolo",
      description = "Turns YOLO's text labels into label files; the boxes are not used.",
      mixinStandardHelpOptions = true)
  static final class ImportYolo extends Import {
    @Parameters(paramLabel = "DIR", description = "The folder of YOLO's .txt files.")
    Path folder;

    @Option(
        names = "--names",
        required = true,
        paramLabel = "FILE",
        description = "One class name per line, or a data.yaml.")
    Path names;

    @Override
    LabelImport source() {
      return new LabelImport.Yolo(folder, names);
    }
  }
}
