package org.tagwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.OnProblem;

class ValidationListTest {
  @TempDir Path root;
  private ExperimentConfig.Data data;

  @BeforeEach
  void sixSamples() {
    DataFiles files = new DataFiles(root);
    for (String stem : new String[] {"a", "b", "c", "d", "deep/e", "f"}) {
      files.sample(stem, "1\n");
    }
    data = files.config().with(DataSettings.VALIDATION_LIST, Path.of("val.txt"));
  }

  private void list(String text) throws IOException {
    Files.writeString(root.resolve("val.txt"), text);
  }

  private DatasetReport report() {
    return DatasetCheck.run(data, Progress.NONE);
  }

  @Test
  void theListDecidesWhoValidatesWhateverTheLabelsAndTheSeed() throws IOException {
    list("deep/e\nb\n\n");
    for (long seed : new long[] {1, 2}) {
      Split split = Split.of(report().index(), data, seed);
      assertThat(split.validation()).containsExactly(1, 4);
      assertThat(split.train()).containsExactly(0, 2, 3, 5);
    }
    Files.writeString(root.resolve("labels/train/b.cls"), "7\n8\n");
    assertThat(Split.of(report().index(), data, 1).validation()).containsExactly(1, 4);
  }

  @Test
  void aSplitThatIsWrittenIsReadAsTheSame() {
    DatasetIndex index = report().index();
    Split drawn = Split.of(index, data.split(), 0.5, 42);
    ValidationList.write(root.resolve("val.txt"), index, drawn);
    assertThat(Split.of(report().index(), data, 7).validation()).isEqualTo(drawn.validation());
  }

  @Test
  void aNameThatIsNoSampleIsAProblemOfTheData() throws IOException {
    list("b\nb.jpg\n");
    DatasetReport report = report();
    assertThatThrownBy(() -> report.usable(OnProblem.STOP))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("val.txt: names 'b.jpg', which has no label file");
    assertThat(Split.of(report.usable(OnProblem.SKIP), data, 1).validation()).containsExactly(1);
  }

  @Test
  void aListThatLeavesOneSideEmptyOrCannotBeReadIsRefused() throws IOException {
    assertThat(report().fatal()).isTrue();
    list("a\nb\nc\nd\ndeep/e\nf\n");
    assertThatThrownBy(() -> Split.of(report().index(), data, 1))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("names all of the samples");
  }

  @Test
  void fingerprintsTellImagesAndLabelsApart() throws IOException {
    int[] some = {1, 4};
    DatasetIndex before = report().index();
    Files.writeString(root.resolve("labels/train/a.cls"), "2\n");
    DatasetIndex elsewhere = report().index();
    assertThat(elsewhere.fingerprint(some)).isEqualTo(before.fingerprint(some));
    Files.createDirectories(root.resolve("labels/unknown"));
    Files.writeString(root.resolve("labels/unknown/b.cls"), "5\n");
    DatasetIndex changed = report().index();
    assertThat(changed.fingerprint(some)).isNotEqualTo(before.fingerprint(some));
    assertThat(changed.imagesFingerprint(some)).isEqualTo(before.imagesFingerprint(some));
    assertThat(changed.imagesFingerprint(new int[] {1}))
        .isNotEqualTo(before.imagesFingerprint(some));
  }
}
