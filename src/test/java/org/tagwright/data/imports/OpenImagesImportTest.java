package org.tagwright.data.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;

class OpenImagesImportTest {
  private static final String LABELS =
      """
      ImageID,Source,LabelName,Confidence
      0001,verification,/m/cat,1
      0001,verification,/m/dog,0
      0002,verification,/m/dog,1
      0002,crowdsource-verification,/m/dog,0
      0002,verification,/m/bird,0
      0003,machine,/m/bird,0.7
      """;

  @TempDir Path temp;

  private ImportResult run(String labels, Path classes) throws IOException {
    Path file = Files.writeString(temp.resolve("labels.csv"), labels);
    Path names =
        Files.writeString(
            temp.resolve("names.csv"),
            "LabelName,DisplayName\n/m/cat,Cat\n/m/bird,\"Bird, any\"\n");
    return new LabelImport.OpenImages(file, names, classes)
        .run(new ImportTarget(temp.resolve("labels/train"), null), Progress.NONE);
  }

  private String text(String file) throws IOException {
    return String.join(" ", Files.readAllLines(temp.resolve(file)));
  }

  @Test
  void onlyVerifiedLabelsAreKnown() throws IOException {
    ImportResult result = run(LABELS, null);
    assertThat(result.labels().names()).containsExactly("/m/dog", "Bird, any", "Cat");
    assertThat(text("labels/train/0001.cls")).isEqualTo("2");
    assertThat(text("labels/unknown/0001.cls")).isEqualTo("1");
    assertThat(text("labels/train/0002.cls")).isEmpty();
    assertThat(text("labels/unknown/0002.cls")).isEqualTo("0 2");
    assertThat(text("labels/train/0003.cls")).isEmpty();
    assertThat(text("labels/unknown/0003.cls")).isEqualTo("0 1 2");
    assertThat(result.read())
        .contains("3 images: 1 labels verified as present, 2 as absent; all others are unknown.")
        .contains("no person has verified: 1,", "verified as both: 1,");
  }

  @Test
  void aClassListLeavesOtherClassesOut() throws IOException {
    Path classes = Files.writeString(temp.resolve("classes.txt"), "Cat\n/m/dog\n");
    run(LABELS, classes);
    assertThat(text("labels/train/0001.cls")).isEqualTo("0");
    assertThat(temp.resolve("labels/unknown/0001.cls")).doesNotExist();
    assertThat(text("labels/unknown/0002.cls")).isEqualTo("0 1");
  }

  @Test
  void wrongLinesAndOtherTablesAreRefused() {
    assertThatThrownBy(() -> run("image,label\na,b\n", null))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("ImageID, LabelName and Confidence");
    assertThatThrownBy(() -> run(LABELS + "0004,x,/m/cat\n0004,x,/m/cat,yes\n", null))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("labels.csv:8: 3 cells, not 4")
        .hasMessageContaining("labels.csv:9: confidence 'yes' is not a number");
    assertThat(temp.resolve("labels/train")).doesNotExist();
  }
}
