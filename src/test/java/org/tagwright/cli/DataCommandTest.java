package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = TagwrightCommand.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(args);
  }

  private void makeDemo() {
    assertThat(
            run(
                "data",
                "demo",
                "--dir",
                folder + "/set",
                "--train",
                "12",
                "--test",
                "3",
                "--size",
                "48",
                "--classes",
                "5",
                "--seed",
                "7",
                "--quiet"))
        .isZero();
  }

  private Path config(String onProblem) throws Exception {
    String root = folder.resolve("set").toString().replace('\\', '/');
    return Files.writeString(
        folder.resolve("config.json"),
        "{\"data\": {\"root\": \"" + root + "\", \"onProblem\": \"" + onProblem + "\"}}");
  }

  @Test
  void demoSaysWhatItMadeAndWhere() {
    makeDemo();
    assertThat(out.toString())
        .contains(folder.resolve("set").toString(), "12 training and 3 test images, 5 classes");
    assertThat(folder.resolve("set/labels/train/000000000012.cls")).exists();
  }

  @Test
  void checkOfCleanDataEndsWithZero() throws Exception {
    makeDemo();
    assertThat(run("data", "check", config("stop").toString(), "--decode", "--quiet")).isZero();
    assertThat(out.toString()).contains("12 usable samples", "No problems found");
  }

  @Test
  void checkListsProblemsAndEndsWithTwoUnlessTheyMayBeSkipped() throws Exception {
    makeDemo();
    Files.writeString(folder.resolve("set/labels/train/000000000003.cls"), "0\n80\n");
    Path report = folder.resolve("report.txt");
    assertThat(
            run(
                "data",
                "check",
                config("stop").toString(),
                "--quiet",
                "--report",
                report.toString()))
        .isEqualTo(2);
    assertThat(out.toString()).contains("000000000003.cls:2: class index 80 is outside 0..4");
    assertThat(report).content().contains("000000000003.cls:2");
    assertThat(run("data", "check", config("skip").toString(), "--quiet")).isZero();
  }

  @Test
  void picturesAreMeasuredAndDuplicatesAcrossTheSplitStandFirst() throws Exception {
    makeDemo();
    Path config = config("stop");
    // Copies of everything: whatever the split, some pair stands on both sides of it.
    for (int i = 1; i <= 12; i++) {
      String name = "%012d".formatted(i);
      Files.copy(
          folder.resolve("set/images/train-resized/" + name + ".jpg"),
          folder.resolve("set/images/train-resized/copy-" + i + ".jpg"));
      Files.writeString(folder.resolve("set/labels/train/copy-" + i + ".cls"), "3\n");
    }
    Path report = folder.resolve("report.txt");
    assertThat(
            run(
                "data",
                "check",
                config.toString(),
                "--pictures",
                "--report",
                report.toString(),
                "--quiet"))
        .isZero();
    assertThat(out.toString())
        .contains(
            "24 images in ",
            "24 with a side shorter than the network's input of 224 pixels",
            "24 of 24 samples show what another one shows, too: 12 groups",
            "… and 2 more");
    assertThat(out.toString().lines().filter(line -> line.startsWith("  2 × ")).findFirst())
        .hasValueSatisfying(
            first -> assertThat(first).contains("the same pixels, in training and validation"));
    assertThat(report).content().contains("copy-1.jpg", "copy-12.jpg").doesNotContain("more");
  }

  @Test
  void aPictureThatCannotBeDecodedIsNamed() throws Exception {
    makeDemo();
    // Whole by its structure: only decoding meets the damaged pixels.
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB), "png", png);
    byte[] content = png.toByteArray();
    Arrays.fill(content, 43, content.length - 20, (byte) 0xFF);
    Files.write(folder.resolve("set/images/train-resized/000000000005.jpg"), content);

    assertThat(run("data", "check", config("stop").toString(), "--quiet")).isZero();
    assertThat(run("data", "check", config("stop").toString(), "--pictures", "--quiet"))
        .isEqualTo(2);
    assertThat(out.toString()).contains("1 image cannot be decoded", "000000000005.jpg");
  }

  @Test
  void importTellsWhatItRead() throws Exception {
    Path json =
        Files.writeString(
            folder.resolve("instances.json"),
            """
            {"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 2, "file_name": "b.jpg"}],
             "annotations": [{"image_id": 1, "category_id": 5}],
             "categories": [{"id": 5, "name": "cat"}]}\
            """);
    Path labels = folder.resolve("labels");
    assertThat(
            run("data", "import-coco", json.toString(), "--labels", labels.toString(), "--quiet"))
        .isZero();
    assertThat(out.toString())
        .contains("1 boxes of 1 classes in 2 images", "1 images without boxes", "classes.txt");
    assertThat(labels.resolve("a.cls")).hasContent("0\n");
  }

  @Test
  void wrongUseEndsWithTwoAndWords() {
    assertThat(run("data", "demo")).isEqualTo(2);
    assertThat(err.toString()).contains("--dir");
    assertThat(run("data", "demo", "--dir", folder.toString(), "--classes", "99")).isEqualTo(2);
    assertThat(err.toString()).contains("--classes must be 2 to 80, not 99");
    assertThat(run("data", "import-coco", folder + "/none.json", "--labels", folder + "/l"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("none.json").contains("no such file");
    assertThat(run("data", "check", folder + "/none.json")).isEqualTo(2);
    assertThat(run("data")).isEqualTo(2);
  }
}
