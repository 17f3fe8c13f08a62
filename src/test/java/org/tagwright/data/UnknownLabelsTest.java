package org.tagwright.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;

class UnknownLabelsTest {
  @TempDir Path root;
  private DataFiles data;

  @BeforeEach
  void twoSamples() {
    data = new DataFiles(root).sample("a", "0\n2\n").sample("b", "1\n");
    DataFiles.write(root.resolve("classes.txt"), "x\ny\nz\n".getBytes(StandardCharsets.UTF_8));
  }

  private void unknown(String file, String text) {
    DataFiles.write(root.resolve(file), text.getBytes(StandardCharsets.UTF_8));
  }

  private static DatasetReport check(ExperimentConfig.Data config) {
    return DatasetCheck.run(config, Progress.NONE);
  }

  @Test
  void anUnknownClassIsNeitherPresentNorAbsent() {
    unknown("labels/unknown/a.cls", "1\n2\n");
    DatasetIndex index = check(data.config()).index();
    assertThat(index.classesOf(0)).containsExactly(0);
    assertThat(index.unknownOf(0)).containsExactly(1, 2);
    assertThat(index.unknownOf(1)).isEmpty();
    assertThat(index.targets(index.all())).containsExactly(1, Float.NaN, Float.NaN, 0, 1, 0);
    assertThat(index.support(index.all())).containsExactly(1, 1, 0);
  }

  @Test
  void theReportCountsThem() {
    unknown("labels/unknown/a.cls", "1\n2\n");
    assertThat(check(data.config()).toText())
        .contains("2 unknown labels of 1 sample (neither in the loss nor in any metric)");
  }

  @Test
  void aFolderOfTheirOwnCountsForImagesOfKnownClasses() {
    unknown("unsure/a.cls", "1\n");
    DatasetReport report =
        DatasetCheck.run(
            data.config().trainImagesFolder(),
            data.config().trainLabelsFolder(),
            root.resolve("unsure"),
            LabelSet.numbered(3),
            Progress.NONE);
    assertThat(report.index().unknownOf(0)).containsExactly(1);
  }

  @Test
  void theFolderOfUnknownClassesIsNeverOneOfLabels() {
    unknown("labels/train/unknown/a.cls", "1\n");
    DatasetReport report =
        check(data.config().with(DataSettings.UNKNOWN_LABELS, Path.of("labels/train/unknown")));
    assertThat(report.problems()).isEmpty();
    assertThat(report.labelFiles()).isEqualTo(2);
    assertThat(report.index().unknownOf(0)).containsExactly(1);
  }

  @Test
  void wrongLinesOfItAreProblemsLikeThoseOfLabels() {
    unknown("labels/unknown/a.cls", "3\n");
    assertThat(check(data.config()).problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.toText())
                    .endsWith("unknown/a.cls:1: class index 3 is outside 0..2"));
  }

  @Test
  void aFolderThatIsNamedButMissingOrTheLabelsOwnIsAProblem() throws IOException {
    assertThat(
            check(data.config().with(DataSettings.UNKNOWN_LABELS, Path.of("labels/none"))).fatal())
        .isTrue();
    assertThat(
            check(data.config().with(DataSettings.UNKNOWN_LABELS, Path.of("labels/train"))).fatal())
        .isTrue();
    Files.createDirectories(root.resolve("labels/none"));
    assertThat(
            check(data.config().with(DataSettings.UNKNOWN_LABELS, Path.of("labels/none"))).clean())
        .isTrue();
  }
}
