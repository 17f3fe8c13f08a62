package org.tagwright.data.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.SplitMix;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.DataFiles;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetReport;
import org.tagwright.data.LabelSet;

class CocoImportTest {
  @TempDir Path folder;

  /** COCO's real category ids: 1 to 90 with ten gaps. */
  private static final List<Integer> IDS =
      Stream.iterate(1, i -> i <= 90, i -> i + 1)
          .filter(i -> !List.of(12, 26, 29, 30, 45, 66, 68, 69, 71, 83).contains(i))
          .toList();

  private static String categories() {
    StringBuilder json = new StringBuilder("\"categories\": [");
    for (int i = 0; i < 80; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"supercategory\": \"x\", \"id\": ")
          .append(IDS.get(i))
          .append(", \"name\": \"")
          .append(LabelSet.COCO.name(i))
          .append("\"}");
    }
    return json.append("]").toString();
  }

  private static final String IMAGES =
      """
      "images": [
        {"license": 4, "file_name": "000000000009.jpg", "height": 3, "id": 9},
        {"file_name": "train2017/000000000025.jpg", "id": 25},
        {"file_name": "000000000030.jpg", "id": 30}
      ]\
      """;

  private static final String BOXES =
      """
      "annotations": [
        {"segmentation": [[1.5, 2, {"a": []}]], "iscrowd": 0, "image_id": 9, "bbox": [1, 2, 3, 4],
         "category_id": 90, "id": 1},
        {"segmentation": {"counts": [1, 2], "size": [3, 4]}, "iscrowd": 1, "image_id": 9,
         "category_id": 1, "id": 2},
        {"image_id": 9, "category_id": 1, "id": 3},
        {"image_id": 25, "category_id": 13, "id": 4}
      ]\
      """;

  private Path json(String... parts) throws IOException {
    return Files.writeString(
        folder.resolve("instances.json"), "{" + String.join(",\n", parts) + "}");
  }

  private static ImportTarget into(Path labels) {
    return new ImportTarget(labels, null);
  }

  private Path labels() {
    return folder.resolve("labels/train");
  }

  @Test
  void idsWithGapsBecomeIndicesByOrder() throws Exception {
    Path file = json("\"info\": {\"year\": 2017}", IMAGES, BOXES, categories());
    CocoImport.Result result = CocoImport.run(file, into(labels()), false, Progress.NONE);
    assertThat(result).isEqualTo(new CocoImport.Result(3, 4, 1, 3, LabelSet.COCO, List.of()));
    assertThat(labels().resolve("000000000009.cls")).hasContent("0\n79\n"); // crowd counts
    assertThat(labels().resolve("000000000025.cls")).hasContent("11\n");
    assertThat(labels().resolve("000000000030.cls")).isEmptyFile();
    assertThat(labels().resolve("classes.txt"))
        .hasSize(80 + String.join("", LabelSet.COCO.names()).length());
  }

  @Test
  void theOrderOfThePartsDoesNotMatter() throws Exception {
    CocoImport.run(json(BOXES, categories(), IMAGES), into(labels()), false, Progress.NONE);
    assertThat(labels().resolve("000000000025.cls")).hasContent("11\n");
  }

  @Test
  void imagesWithoutBoxesCanBeLeftOut() throws Exception {
    CocoImport.Result result =
        CocoImport.run(json(IMAGES, BOXES, categories()), into(labels()), true, Progress.NONE);
    assertThat(result.written()).isEqualTo(2);
    assertThat(result.withoutBoxes()).isEqualTo(1);
    assertThat(labels().resolve("000000000030.cls")).doesNotExist();
  }

  @Test
  void otherClassesAreNamedInAFileOfTheirOwn() throws Exception {
    String own =
        "\"categories\": [{\"id\": 13, \"name\": \"sign\"}, {\"id\": 1, \"name\": \"man\"},"
            + " {\"id\": 90, \"name\": \"brush\"}]";
    CocoImport.run(json(IMAGES, BOXES, own), into(labels()), true, Progress.NONE);
    assertThat(labels().resolve("classes.txt")).hasContent("sign\nman\nbrush\n");
    assertThat(labels().resolve("000000000009.cls")).hasContent("1\n2\n");
    DatasetReport report = DatasetCheck.run(new DataFiles(folder).config(), Progress.NONE);
    assertThat(report.index().labels().names()).startsWith("sign");
  }

  @Test
  void filesOfAnotherFormAreRefusedAndNothingIsWritten() throws Exception {
    assertRefused("[1, 2]", "does not begin with {");
    assertRefused("{\"images\": 5}", "no list under \"images\"");
    assertRefused("{\"images\": [5]}", "something else than objects");
    assertRefused("{\"images\": [{\"id\": 1}]}", "image without id or file_name");
    assertRefused("{\"images\": [{\"id\": \"1\", \"file_name\": \"a.jpg\"}]}", "no whole number");
    assertRefused("{" + IMAGES + "," + BOXES + "}", "no categories");
    assertRefused("{" + BOXES + "," + categories() + "}", "no images");
    assertRefused(
        "{" + IMAGES + "," + BOXES.substring(0, 80), "ends in the middle; it is not whole");
    assertRefused(
        "{" + IMAGES + "," + BOXES.replace("90", "12") + "," + categories() + "}", "category 12");
    assertRefused(
        "{" + IMAGES.replace(" 25}", " 26}") + "," + BOXES + "," + categories() + "}", "image 25");
    assertRefused(
        "{"
            + IMAGES.replace("000000000030.jpg", "000000000009.png")
            + ","
            + BOXES
            + ","
            + categories()
            + "}",
        "would share the label file 000000000009.cls");
    assertThatThrownBy(
            () -> CocoImport.run(folder.resolve("none"), into(labels()), false, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("no such file");
  }

  private void assertRefused(String json, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("instances.json"), json);
    assertThatThrownBy(() -> CocoImport.run(file, into(labels()), false, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(reason);
    assertThat(labels()).doesNotExist();
  }

  @Test
  void labelsAreNeverMixedWithOthers() throws Exception {
    Files.createDirectories(labels());
    Files.writeString(labels().resolve("mine.cls"), "1\n");
    Path file = json(IMAGES, BOXES, categories());
    assertThatThrownBy(() -> CocoImport.run(file, into(labels()), false, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void cancelLeavesNothingBehind() throws Exception {
    Path file = json(IMAGES, BOXES, categories());
    Progress cancelledWhenWriting =
        new Progress() {
          private boolean writing;

          @Override
          public void update(String what, long done, long total) {
            writing |= what.contains("writing");
          }

          @Override
          public boolean cancelled() {
            return writing;
          }
        };
    assertThatThrownBy(() -> CocoImport.run(file, into(labels()), false, cancelledWhenWriting))
        .isInstanceOf(CancellationException.class);
    assertThat(labels()).doesNotExist();
    assertThat(labels().getParent()).isEmptyDirectory();
  }

  @Test
  @Tag("long")
  void aFileOfCocosSizeIsImportedInSeconds() throws Exception {
    Path file = folder.resolve("big.json");
    SplitMix random = new SplitMix(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("{\"images\": [");
      for (int i = 0; i < 120_000; i++) {
        out.write(
            String.format(
                Locale.ROOT,
                "%s{\"license\": 3, \"file_name\": \"%012d.jpg\", \"height\": 427, \"width\": 640,"
                    + " \"date_captured\": \"2013-11-14 17:02:52\", \"id\": %d}",
                i == 0 ? "" : ", ",
                i,
                i));
      }
      out.write("], \"annotations\": [");
      String polygon = "239.97, 260.24, 222.04, 270.49, ".repeat(13) + "1.0, 2.0";
      for (int i = 0; i < 860_000; i++) {
        out.write(
            String.format(
                Locale.ROOT,
                "%s{\"segmentation\": [[%s]], \"area\": 2765.1, \"iscrowd\": 0, \"image_id\": %d,"
                    + " \"bbox\": [199.84, 200.46, 77.71, 70.88], \"category_id\": %d, \"id\": %d}",
                i == 0 ? "" : ", ",
                polygon,
                random.nextInt(120_000),
                IDS.get(random.nextInt(80)),
                i));
      }
      out.write("], " + categories() + "}");
    }
    long start = System.nanoTime();
    CocoImport.Result result = CocoImport.run(file, into(labels()), false, Progress.NONE);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "import of %,d MB: %.1f s%n", Files.size(file) / 1_000_000, seconds);
    assertThat(result.boxes()).isEqualTo(860_000);
    assertThat(result.written()).isEqualTo(120_000);
    assertThat(seconds).isLessThan(20);
  }
}
