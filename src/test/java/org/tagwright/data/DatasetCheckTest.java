package org.tagwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.OnProblem;
import org.tagwright.data.DataProblem.Kind;
import org.tagwright.image.ImageProbe;

class DatasetCheckTest {
  @TempDir Path root;

  private DatasetReport check() {
    return DatasetCheck.run(new DataFiles(root).config(), Progress.NONE);
  }

  private List<String> found(Kind kind) {
    return check().problems().stream()
        .filter(p -> p.kind() == kind)
        .map(p -> p.file().getFileName() + ":" + p.line() + " " + p.message())
        .toList();
  }

  @Test
  void cleanDataHaveNoProblems() throws Exception {
    new DataFiles(root).sample("b", "0\n79\n").sample("a", "3\n").sample("c", "");
    Files.write(root.resolve("images/train-resized/extra.jpg"), DataFiles.jpeg(8, 8, 1));
    Files.writeString(root.resolve("labels/train/notes.txt"), "not a label file");
    DatasetReport report = check();
    assertThat(report.clean()).isTrue();
    assertThat(report.index().size()).isEqualTo(3);
    assertThat(report.index().stem(0)).isEqualTo("a");
    assertThat(report.index().classesOf(1)).containsExactly(0, 79);
    assertThat(report.index().classesOf(2)).isEmpty();
    assertThat(report.withoutClasses()).isEqualTo(1);
    assertThat(report.imagesWithoutLabels()).isEqualTo(1);
    assertThat(report.usable(OnProblem.STOP)).isSameAs(report.index());
    assertThat(report.toText()).contains("3 usable samples of 3 label files", "No problems");
  }

  @Test
  void imagesWithAnExifOrientationAreCountedWithWhatToDo() {
    DataFiles data = new DataFiles(root).sample("a", "1").sample("b", "2").sample("broken", "x");
    for (String stem : List.of("b", "broken")) {
      DataFiles.write(data.image(stem), DataFiles.upsideDown(DataFiles.jpeg(40, 30, 5)));
    }
    assertThat(check().turned()).isEqualTo(1);
    assertThat(check().toText())
        .contains("1 image with an EXIF orientation, which is ignored", "data.orientation");
    ExperimentConfig.Data applied =
        data.config().with(DataSettings.ORIENTATION, ExifOrientation.APPLY);
    DatasetReport report = DatasetCheck.run(applied, Progress.NONE);
    assertThat(report.warnings()).isEmpty();
    assertThat(report.toText()).contains("1 image turned upright by its EXIF orientation");
  }

  @Test
  void labelFilesTolerateWindowsAndRepetition() {
    new DataFiles(root)
        .sample("bom", "\uFEFF5\r\n\r\n 7 \r\n5\r\n")
        .sample("noNewline", "1\n2")
        .sample("blank", "\n\n");
    DatasetReport report = check();
    assertThat(report.problems()).isEmpty();
    assertThat(report.index().classesOf(1)).containsExactly(5, 7);
    assertThat(report.index().classesOf(2)).containsExactly(1, 2);
    assertThat(report.index().classesOf(0)).isEmpty();
  }

  @Test
  void everyProblemIsFoundAtOnceWithFileAndLine() throws Exception {
    DataFiles data = new DataFiles(root);
    data.sample("good", "1\n")
        .sample("index80", "5\n80\n")
        .sample("negative", "-1\n")
        .sample("huge", "99999999999999999999\n")
        .sample("cat", "1\n\ncat\n2.0\n")
        .sample("noimage", "1\n")
        .sample("text", "2\n")
        .sample("cut", "3\n")
        .sample("empty", "4\n");
    Files.delete(data.image("noimage"));
    Files.writeString(data.image("text"), "I am no picture");
    byte[] whole = DataFiles.jpeg(300, 200, 5);
    Files.write(data.image("cut"), Arrays.copyOf(whole, whole.length * 2 / 3));
    Files.write(data.image("empty"), new byte[0]);

    assertThat(found(Kind.INDEX_OUT_OF_RANGE))
        .containsExactly(
            "huge.cls:1 class index 99999999999999999999 is outside 0..79",
            "index80.cls:2 class index 80 is outside 0..79",
            "negative.cls:1 class index -1 is outside 0..79");
    assertThat(found(Kind.NOT_A_NUMBER))
        .containsExactly(
            "cat.cls:3 'cat' is not a class index (one whole number per line)",
            "cat.cls:4 '2.0' is not a class index (one whole number per line)");
    assertThat(found(Kind.IMAGE_MISSING)).hasSize(1).first().asString().startsWith("noimage.cls:0");
    assertThat(found(Kind.IMAGE_UNDECODABLE))
        .hasSize(3)
        .satisfiesExactly(
            p -> assertThat(p).startsWith("cut.jpg").contains("cut off"),
            p -> assertThat(p).startsWith("empty.jpg").contains("empty"),
            p -> assertThat(p).startsWith("text.jpg").contains("not a JPEG"));
    DatasetReport report = check();
    assertThat(report.leftOut()).isEqualTo(8);
    assertThat(report.usable(OnProblem.SKIP).size()).isEqualTo(1);
    assertThatThrownBy(() -> report.usable(OnProblem.STOP))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(data.labels("index80") + ":2: class index 80 is outside 0..79")
        .hasMessageContaining(data.image("text").toString())
        .hasMessageContaining("data.onProblem")
        .extracting(e -> ((TagwrightException) e).kind())
        .isEqualTo(TagwrightException.Kind.INPUT);
  }

  @Test
  void fullDepthDecodesEveryImage() throws Exception {
    DataFiles data = new DataFiles(root).sample("a", "1\n").sample("b", "1\n");
    Files.writeString(data.image("b"), "no picture");
    DatasetReport report = DatasetCheck.run(data.config(), ImageProbe.Depth.DECODE, Progress.NONE);
    assertThat(report.problems())
        .extracting(DataProblem::kind)
        .containsExactly(Kind.IMAGE_UNDECODABLE);
  }

  @Test
  void missingFoldersAreNamedWithTheirSettings() {
    DatasetReport report = check();
    assertThat(report.fatal()).isTrue();
    assertThat(report.problems()).extracting(DataProblem::kind).containsOnly(Kind.FOLDER);
    assertThatThrownBy(() -> report.usable(OnProblem.SKIP))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(root.resolve("labels/train").toString())
        .hasMessageContaining("data.trainImages");
  }

  @Test
  void emptyFoldersAreProblems() throws Exception {
    Files.createDirectories(root.resolve("images/train-resized"));
    Files.createDirectories(root.resolve("labels/train"));
    assertThat(found(Kind.FOLDER)).hasSize(2).allMatch(p -> p.contains("has no"));
  }

  @Test
  void aDataSetMayBringItsClasses() throws Exception {
    new DataFiles(root).sample("a", "1\n").sample("b", "2\n");
    Files.writeString(root.resolve("classes.txt"), "\uFEFFcat\r\ndog\r\n\r\n");
    DatasetReport report = check();
    assertThat(report.index().labels().names()).containsExactly("cat", "dog");
    assertThat(report.problems())
        .extracting(DataProblem::message)
        .containsExactly("class index 2 is outside 0..1");
  }

  @Test
  void twoListsOfClassNamesMayNotDisagree() throws Exception {
    new DataFiles(root).sample("a", "1\n");
    Files.writeString(root.resolve("labels/train/classes.txt"), "ant\nzebrafish\n");
    assertThat(check().problems()).isEmpty();
    Files.writeString(root.resolve("classes.txt"), "zebrafish\nant\n");
    DatasetReport report = check();
    assertThat(report.fatal()).isTrue();
    assertThat(found(Kind.CLASS_NAMES))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith(
            "classes.txt:0 two lists of class names disagree: class 0 is 'ant' here, but"
                + " 'zebrafish' in ");
    Files.writeString(root.resolve("classes.txt"), "ant\nzebrafish\nbee\n");
    assertThat(found(Kind.CLASS_NAMES))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("class 2 is missing here, but 'bee' in ");
  }

  @Test
  void accentsMatchHoweverTheyAreWritten() {
    DataFiles data = new DataFiles(root).sample("cafe\u0301", "1\n");
    root.resolve("labels/train/cafe\u0301.cls")
        .toFile()
        .renameTo(root.resolve("labels/train/caf\u00e9.cls").toFile());
    assertThat(DatasetCheck.run(data.config(), Progress.NONE).index().size()).isEqualTo(1);
    assertThat(check().problems()).isEmpty();
  }

  @Test
  void severalImagesOfOneStemAreAProblem() throws Exception {
    new DataFiles(root).sample("a", "1\n").sample("b", "1\n");
    Files.copy(
        root.resolve("images/train-resized/a.jpg"), root.resolve("images/train-resized/a.JPEG"));
    assertThat(found(Kind.IMAGE_AMBIGUOUS))
        .containsExactly("a.cls:0 several images are meant: a.JPEG, a.jpg; rename all but one");
    assertThat(check().index().size()).isEqualTo(1);
  }

  @Test
  void subFoldersArePartOfTheStem() {
    new DataFiles(root).sample("cam1/0001", "1\n").sample("cam2/0001", "2\n").sample("a", "\n");
    DatasetIndex index = check().index();
    assertThat(index.size()).isEqualTo(3);
    assertThat(index.stem(1)).isEqualTo("cam1/0001");
    assertThat(index.image(2)).isEqualTo(root.resolve("images/train-resized/cam2/0001.jpg"));
    assertThat(index.classesOf(2)).containsExactly(2);
  }

  @Test
  void classNamesAreCheckedWithLines() throws Exception {
    new DataFiles(root).sample("a", "1\n");
    Path classes = root.resolve("classes.txt");
    Files.writeString(classes, "cat\n\ndog\ncat\n");
    assertThat(found(Kind.CLASS_NAMES))
        .satisfiesExactly(
            p -> assertThat(p).startsWith("classes.txt:2 is blank"),
            p -> assertThat(p).startsWith("classes.txt:4 names 'cat' again, as line 1"));
    Files.writeString(classes, "\n");
    assertThat(found(Kind.CLASS_NAMES))
        .containsExactly("classes.txt:0 has no class names; write one name per line");
    Files.write(classes, new byte[] {(byte) 0xC3, 0x28});
    assertThat(found(Kind.CLASS_NAMES))
        .containsExactly(
            "classes.txt:0 is not UTF-8 text; save it as UTF-8 text (in Excel: CSV UTF-8)");
    assertThatThrownBy(() -> LabelSet.read(classes))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(classes.toString());
  }

  @Test
  void longReportsShowTheFirstOfEachKind() {
    DataFiles data = new DataFiles(root);
    for (int i = 0; i < 15; i++) {
      DataFiles.write(data.labels("s" + (10 + i)), "1\n".getBytes(StandardCharsets.UTF_8));
    }
    data.sample("ok", "1\n");
    String text = check().toText();
    assertThat(text).contains("Labels without an image: 15", "s10.cls", "… and 5 more");
    assertThat(text).doesNotContain("s24.cls");
    assertThat(check().toText(100)).contains("s24.cls");
  }

  @Test
  void aFileFullOfWrongLinesDoesNotFillTheReport() {
    new DataFiles(root).sample("a", "x\n".repeat(100_000));
    assertThat(check().problems()).hasSize(21);
  }

  @Test
  void cancelEndsTheCheck() {
    new DataFiles(root).sample("a", "1\n");
    Progress cancelled =
        new Progress() {
          @Override
          public void update(String what, long done, long total) {}

          @Override
          public boolean cancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> DatasetCheck.run(new DataFiles(root).config(), cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
