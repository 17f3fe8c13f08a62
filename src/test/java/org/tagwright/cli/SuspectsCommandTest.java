package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.data.demo.DemoDataset;
import picocli.CommandLine;

/** Suspects, proposals and training again, as the terminal has them. */
final class SuspectsCommandTest {
  @TempDir Path root;
  private Path config;
  private String said = "";

  @BeforeEach
  void makeData() throws IOException {
    DemoDataset.make(root.resolve("data"), new DemoDataset.Options(24, 4, 32, 3, 1), Progress.NONE);
    config =
        Files.writeString(
            root.resolve("c.json"),
            """
            {"data": {"root": "data", "imageSize": 32},
             "model": {"pretrained": false},
             "training": {"epochs": 1, "batchSize": 8, "freezeBackboneAtStart": false,
                          "device": "cpu", "threads": 1},
             "output": {"trainedModels": "models", "runs": "runs", "predictions": "predictions"}}
            """);
  }

  private int run(String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = TagwrightCommand.commandLine(arguments);
    line.setOut(new PrintWriter(text));
    line.setErr(new PrintWriter(text));
    int code = line.execute(arguments);
    said = text.toString();
    return code;
  }

  private String out() {
    return root.resolve("list.csv").toString();
  }

  @Test
  void wrongUsageIsRefusedBeforeAnythingIsTrained() {
    String file = config.toString();
    refused(
        "leave out --folds",
        "suspects",
        file,
        "--out",
        out(),
        "--folds",
        "3",
        "--checkpoint",
        "a.pt");
    refused("--out is a folder", "suspects", file, "--out", root.toString());
    refused("it must be 2 to 20", "suspects", file, "--out", out(), "--folds", "1");
    String missing = root.resolve("no config.json").toString();
    refused("it must be 2 to 20", "suspects", missing, "--out", out(), "--folds", "1");
    refused(
        "There is no checkpoint", "suspects", missing, "--out", out(), "--checkpoint", "gone.pt");
    assertThat(said).doesNotContain("Warning");
    refused("too few for 9 folds", "suspects", file, "--out", out(), "--folds", "9");
    refused("There is no checkpoint", "suspects", file, "--out", out(), "--checkpoint", "gone.pt");
    assertThat(root.resolve("runs")).doesNotExist();
    assertThat(Path.of(out())).doesNotExist();
  }

  @Test
  void proposalsAreRefusedInWordsWhereTheyCannotBeMade() throws IOException {
    String file = config.toString();
    String images = root.resolve("data/images/test-resized").toString();
    String checkpoint = Files.writeString(root.resolve("m.pt"), "").toString();
    refused("There is no checkpoint", "propose", file, "--images", images, "--out", out());
    refused(
        "--order class needs --class NAME",
        "propose",
        file,
        "--images",
        images,
        "--out",
        out(),
        "--order",
        "class");
    refused(
        "Choose a folder of new images",
        "propose",
        file,
        "--images",
        root.resolve("data/images/train-resized").toString(),
        "--out",
        out(),
        "--checkpoint",
        checkpoint);
    refused(
        "There is no folder",
        "propose",
        file,
        "--images",
        root.resolve("nowhere").toString(),
        "--out",
        out(),
        "--checkpoint",
        checkpoint);
    Path empty = Files.createDirectories(root.resolve("empty"));
    refused(
        "There are no images",
        "propose",
        file,
        "--images",
        empty.toString(),
        "--out",
        out(),
        "--checkpoint",
        checkpoint);
  }

  @Test
  void trainingAgainNeedsSomethingToBeginWith() throws IOException {
    refused("no run folder and no checkpoint", "retrain", root.resolve("gone").toString());
    refused("is not a run folder", "retrain", root.resolve("data").toString());
    Path run = Files.createDirectories(root.resolve("runs/r"));
    Files.copy(config, run.resolve("config.json"));
    refused("has saved no checkpoint to begin with", "retrain", run.toString());
    refused("--set takes path=value", "suspects", config.toString(), "--out", out(), "--set", "x");
  }

  private void refused(String message, String... arguments) {
    assertThat(run(arguments)).as(said).isEqualTo(2);
    assertThat(said).contains(message);
  }

  /** Networks are trained in processes of their own. */
  @Test
  @Tag("long")
  void suspectsAreFoundAndTheTrainingsAreNotRepeated() throws IOException {
    String[] command = {"suspects", config.toString(), "--out", out(), "--folds", "2"};
    assertThat(run(command)).as(said).isZero();
    assertThat(said).contains("Suspects, fold 2 of 2");
    List<String> list = Files.readAllLines(Path.of(out()));
    assertThat(list.get(0))
        .isEqualTo("image,class,given,score,suspicion,suggestion,reason,decision");
    assertThat(list).hasSizeGreaterThan(1);
    long runs = runs();
    assertThat(run(command)).as(said).isZero();
    assertThat(runs()).isEqualTo(runs);
    assertThat(Files.readAllLines(Path.of(out()))).isEqualTo(list);
  }

  private long runs() throws IOException {
    try (var folders = Files.list(root.resolve("runs"))) {
      return folders.filter(folder -> Files.exists(folder.resolve("events.jsonl"))).count();
    }
  }
}
