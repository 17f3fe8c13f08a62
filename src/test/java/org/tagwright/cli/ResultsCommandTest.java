package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.Notes;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.torchfile.TorchWriter;
import org.tagwright.torchfile.tensor.TorchTensor;
import picocli.CommandLine;

class ResultsCommandTest {
  @TempDir Path root;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void threeCheckpoints() throws Exception {
    save("resnet18/a.pt", "resnet18", 0.61, 1);
    save("resnet18/b.pt", "resnet18", 0.65, 2);
    save("resnet50/c.pt", "resnet50", 0.72, 1);
  }

  @Test
  void theBestCheckpointStandsFirstInAnAlignedTable() {
    assertThat(results()).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).startsWith("File           Backbone  Best Weighted F1  Macro F1");
    assertThat(lines.get(1)).matches("[─ ]+");
    assertThat(lines.get(2)).startsWith("resnet50/c.pt  resnet50            0.7200    0.5200");
    assertThat(lines).hasSize(5);
    assertThat(err.toString()).contains("3 of 3 checkpoints");
  }

  @Test
  void sortingFilteringAndChoosingColumnsGoTogether() {
    assertThat(
            results(
                "--sort",
                "model,f1",
                "--ascending",
                "--filter",
                "f1 < 0.7",
                "--columns",
                "file,seed"))
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "File           Seed",
            "─────────────  ────",
            "resnet18/a.pt     1",
            "resnet18/b.pt     2");
  }

  @Test
  void groupsShowTheBestOrTheMean() {
    results("--group", "model", "--columns", "file,f1");
    assertThat(out.toString()).contains("resnet18     2  resnet18/b.pt            0.6500");
    out.getBuffer().setLength(0);
    results("--group", "model", "--mode", "mean", "--columns", "f1");
    assertThat(out.toString()).contains("resnet18     2            0.6300  0.0283");
  }

  @Test
  void csvHasEveryColumnAndAllDigits() throws Exception {
    Path csv = root.resolve("table.csv");
    assertThat(results("--csv", csv.toString(), "--width", "40")).isZero();
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines.get(0))
        .startsWith("file,model,f1,selected_by,weighted_f1,macro_f1,threshold,epoch")
        .contains(",seed,");
    assertThat(lines.get(1)).startsWith("resnet50/c.pt,resnet50,0.72,weighted_f1,0.72,");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 40);
    assertThat(err.toString()).contains("No room for", "Wrote 3 rows");
  }

  @Test
  void aWrongColumnNamesTheNearest() {
    assertThat(results("--sort", "modle")).isEqualTo(2);
    assertThat(err.toString()).contains("no column \"modle\"", "Did you mean \"model\"?");
  }

  @Test
  void emptyAndMissingFoldersAreToldApart() throws Exception {
    Path empty = Files.createDirectory(root.resolve("empty"));
    assertThat(run("results", "--root", empty.toString())).isZero();
    assertThat(err.toString()).contains("No checkpoints (**/*.pt) found in " + empty);
    assertThat(run("results", "--root", root.resolve("no").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("There is no folder");
  }

  @Test
  void unreadableFilesAreListedBelowTheTable() throws Exception {
    Files.writeString(root.resolve("broken.pt"), "not a checkpoint");
    assertThat(results()).isZero();
    assertThat(err.toString()).contains("1 file could not be read", "broken.pt");
    assertThat(run("results", "--root", root.toString(), "--glob", "broken.pt")).isEqualTo(1);
  }

  @Test
  void aFilterThatMatchesNothingSaysSo() {
    assertThat(results("--filter", "f1 > 0.9")).isZero();
    assertThat(err.toString()).contains("None of the 3 checkpoints matches \"f1 > 0.9\"");
  }

  @Test
  void aFilterOfNotesMatchesNothingWhereNothingIsNoted() {
    for (String filter :
        List.of("starred = true", "tags = late", "note ~ paper", "archived = yes")) {
      assertThat(results("--filter", filter)).as(filter).isZero();
      assertThat(err.toString()).contains("None of the 3 checkpoints matches \"" + filter + "\"");
    }
    assertThat(results("--filter", "starred = no tags != late")).isZero();
    assertThat(err.toString()).contains("3 of 3 checkpoints");
  }

  @Test
  void archivedCheckpointsAreListedOnlyWhereTheyAreAskedFor() {
    new Notes("", List.of(), false, true).write(root.resolve("resnet50/c.pt"));
    assertThat(results()).isZero();
    assertThat(out.toString()).doesNotContain("c.pt");
    assertThat(err.toString()).contains("1 archived checkpoint left out; --archived shows them.");
    results("--archived");
    assertThat(out.toString()).contains("c.pt", "b.pt");
    out.getBuffer().setLength(0);
    results("--filter", "Archived = yes");
    assertThat(out.toString()).contains("c.pt").doesNotContain("b.pt");
  }

  private int results(String... options) {
    String[] all = new String[options.length + 3];
    all[0] = "results";
    all[1] = "--root";
    all[2] = root.toString();
    System.arraycopy(options, 0, all, 3, options.length);
    return run(all);
  }

  private int run(String... arguments) {
    CommandLine line = TagwrightCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private void save(String file, String model, double f1, int seed) throws Exception {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    CheckpointMetadata metadata =
        CheckpointMetadata.builder()
            .set(CheckpointField.MODEL_NAME, model)
            .set(CheckpointField.BEST_VAL_F1, f1)
            .set(CheckpointField.BEST_EPOCH, 7)
            .set(CheckpointField.TOTAL_EPOCHS, 18)
            .set(CheckpointField.BEST_THRESHOLD, 0.45)
            .set(CheckpointField.SEED, seed)
            .extras(
                new TagwrightExtras(
                    1L,
                    "weighted_f1",
                    Map.of("weighted_f1", f1, "macro_f1", f1 - 0.2),
                    List.of(),
                    List.of(),
                    224L,
                    "squash",
                    "run",
                    null))
            .build();
    TorchWriter.write(
        path, metadata.toDict(Map.of("fc.bias", TorchTensor.of(new float[] {1, 2}, 2))));
  }
}
