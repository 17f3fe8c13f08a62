package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LabelsCommandTest {
  @TempDir Path root;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void twoImages() throws IOException {
    Files.createDirectories(root.resolve("labels/train"));
    Files.writeString(root.resolve("labels/train/a.cls"), "0\n");
    Files.writeString(root.resolve("labels/train/b.cls"), "1\n2\n");
    Files.writeString(root.resolve("classes.txt"), "cat\ndog\nbird\n");
    Files.writeString(root.resolve("c.json"), "{\"data\": {\"root\": \"%s\"}}".formatted(root));
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> line = new ArrayList<>(List.of("labels"));
    for (String word : words) {
      line.add(word.equals("CONFIG") ? root.resolve("c.json").toString() : word);
    }
    line.add("--quiet");
    CommandLine command = TagwrightCommand.commandLine(line.toArray(String[]::new));
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(line.toArray(String[]::new));
  }

  private String text(String stem) throws IOException {
    return Files.readString(root.resolve("labels/" + stem + ".cls"));
  }

  @Test
  void labelsAreSetListedTakenBackAndMadeAgain() throws IOException {
    assertThat(run("set", "CONFIG", "a", "b", "--add", "bird", "--unknown", "dog")).isZero();
    assertThat(out.toString()).isEqualTo("Change 1: 2 images changed\n");
    assertThat(text("train/a")).isEqualTo("0\n2\n");
    assertThat(text("unknown/b")).isEqualTo("1\n");
    run("set", "CONFIG", "a", "--remove", "cat");
    run("revert", "CONFIG", "1", "--image", "a");
    assertThat(text("train/a")).isEmpty();
    run("undo", "CONFIG");
    assertThat(text("train/a")).isEqualTo("2\n");
    run("redo", "CONFIG");
    assertThat(text("train/a")).isEmpty();
    run("history", "CONFIG", "--last", "3");
    assertThat(out.toString())
        .contains("terminal  revert of 1  a")
        .contains("terminal  undo of 3    a")
        .contains("terminal  redo of 3    a")
        .containsPattern("  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  terminal")
        .doesNotContain("2 images");
  }

  @Test
  void aClassIsRemovedAfterAPreview() throws IOException {
    assertThat(run("class", "remove", "CONFIG", "dog", "--preview")).isZero();
    assertThat(out.toString())
        .startsWith("Remove class 'dog':\n  Classes: 3 before, 2 after\n")
        .doesNotContain("Change");
    assertThat(text("train/b")).isEqualTo("1\n2\n");
    assertThat(run("class", "remove", "CONFIG", "dog")).isZero();
    assertThat(out.toString()).endsWith("Change 1: 2 classes now\n");
    assertThat(text("train/b")).isEqualTo("1\n");
    assertThat(run("undo", "CONFIG")).isZero();
    assertThat(text("train/b")).isEqualTo("1\n2\n");
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    assertThat(run("class", "add", "CONFIG", "dog")).isEqualTo(2);
    assertThat(err.toString()).contains("There is a class 'dog' already");
    assertThat(run("class", "rename", "CONFIG", "dog", " ")).isEqualTo(2);
    assertThat(err.toString()).contains("A class needs a name");
    assertThat(run("set", "CONFIG", "a.jpg", "--add", "cat")).isEqualTo(2);
    assertThat(err.toString()).contains("a.jpg has no label file");
    run("set", "CONFIG", "a", "--add", "dog");
    Files.writeString(root.resolve("labels/train/a.cls"), "2\n");
    assertThat(run("undo", "CONFIG")).isEqualTo(1);
    assertThat(err.toString())
        .contains("somebody else has changed them meanwhile; they are now bird")
        .contains("Nothing was changed.");
    assertThat(text("train/a")).isEqualTo("2\n");
  }
}
