package org.tagwright.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.demo.DemoRecipe;
import org.tagwright.run.RunFolder;
import org.tagwright.train.Preparation;
import org.tagwright.train.TrainingRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright demo}. */
@Command(
    name = "demo",
    description = {
      "Runs the whole workflow on generated data, in three to four minutes on two cores:"
          + " generates a data set, trains on it, labels the test images and shows the results.",
      "Everything is saved in one folder, which can be deleted afterwards."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Output folder. Default: tagwright-demo in your home folder.")
  Path folder = DemoRecipe.defaultRoot();

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  @Override
  public Integer call() throws Exception {
    DemoRecipe recipe = new DemoRecipe(folder.toAbsolutePath().normalize());
    ExperimentConfig config = recipe.config();

    step("1 of 4  Generating a data set", "tagwright data demo --dir " + recipe.dataset());
    try (CheckProgress progress = new CheckProgress(quiet)) {
      DemoDataset.make(recipe.dataset(), recipe.options(), progress);
    }
    writeConfig(recipe, config);

    step("2 of 4  Training", "tagwright train " + recipe.configFile());
    Preparation prepared;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      prepared = Preparation.of(config, recipe.configFile().toString(), progress);
    }
    RunFolder run = RunFolder.create(config);
    int trained = TerminalRun.run(run, quiet, () -> TrainingRun.start(run, prepared));
    if (trained != 0) {
      return trained;
    }

    Path best = config.output().bestModelFile();
    Path images = config.data().testImagesFolder();
    Path predictions = config.output().predictions();
    int predicted =
        again(
            "3 of 4  Labelling the test images",
            "predict",
            "--checkpoint",
            best.toString(),
            "--images",
            images.toString(),
            "--out",
            predictions.toString());
    if (predicted != 0) {
      return predicted;
    }
    int shown =
        again(
            "4 of 4  Listing the checkpoints",
            "results",
            "--root",
            config.output().trainedModels().toString());
    where(recipe, config, run);
    return shown;
  }

  private static void writeConfig(DemoRecipe recipe, ExperimentConfig config) {
    try {
      AtomicFile.writeString(recipe.configFile(), ConfigJson.write(config));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(recipe.configFile(), e);
    }
  }

  /** The same commands as a user would type, so that each step can be repeated by hand. */
  private int again(String title, String... command) {
    step(title, "tagwright " + String.join(" ", command));
    CommandLine line = TagwrightCommand.commandLine();
    line.setOut(spec.commandLine().getOut());
    line.setErr(spec.commandLine().getErr());
    return line.execute(quiet ? withQuiet(command) : command);
  }

  private static String[] withQuiet(String[] command) {
    String[] quietly = java.util.Arrays.copyOf(command, command.length + 1);
    quietly[command.length] = "--quiet";
    return quietly;
  }

  private void step(String title, String command) {
    if (!quiet) {
      System.out.println();
      System.out.println("── " + title + " " + "─".repeat(Math.max(3, 70 - title.length())));
      System.out.println("   " + command);
      System.out.println();
    }
  }

  private void where(DemoRecipe recipe, ExperimentConfig config, RunFolder run) {
    if (quiet) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println("Everything is in " + recipe.root());
    out.println("  data          " + recipe.dataset());
    out.println("  configuration " + recipe.configFile());
    out.println("  run           " + run.path());
    out.println("  best model    " + config.output().bestModelFile());
    out.println("  predictions   " + config.output().predictions());
    out.println("To see it in the window, start tagwright and choose the runs folder in Runs.");
    out.flush();
  }
}
