package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DataFiles;

class PreparedDataTest {
  @TempDir Path root;

  @Test
  void anImageWhoseDamageOnlyDecodingFindsIsLeftOutWhereProblemsAreSkipped() throws Exception {
    for (int i = 0; i < 6; i++) {
      DataFiles.write(root.resolve("images/i" + i + ".jpg"), DataFiles.jpeg(40, 30, i));
    }
    byte[] png = DataFiles.encoded(DataFiles.picture(60, 60, 1), "png");
    for (int i = png.length / 2; i < png.length / 2 + 20; i++) {
      png[i] ^= 0x55; // amid the pixels: the structure stays whole
    }
    DataFiles.write(root.resolve("images/i6.png"), png);
    for (int i = 0; i < 7; i++) {
      DataFiles.write(root.resolve("labels/i" + i + ".cls"), new byte[] {'1', '\n'});
    }
    assertThat(stems("skip")).containsExactly("i0", "i1", "i2", "i3", "i4", "i5");
    assertThat(stems("stop")).contains("i6"); // the quick check; training stops when it gets there
  }

  @Test
  void twoListsOfClassNamesThatDisagreeAreNotTrainedOn() throws Exception {
    DataFiles.write(root.resolve("images/i.jpg"), DataFiles.jpeg(40, 30, 1));
    DataFiles.write(root.resolve("labels/i.cls"), new byte[] {'1', '\n'});
    Files.writeString(root.resolve("labels/classes.txt"), "ant\nzebrafish\n");
    Files.writeString(root.resolve("classes.txt"), "zebrafish\nant\n");
    for (String onProblem : List.of("stop", "skip")) {
      assertThatThrownBy(() -> stems(onProblem))
          .isInstanceOf(TagwrightException.class)
          .hasMessageContaining("two lists of class names disagree: class 0 is 'ant' here");
    }
  }

  @Test
  void unknownLabelsArePartOfWhatARunWasTrainedOn() throws Exception {
    DataFiles.write(root.resolve("images/i.jpg"), DataFiles.jpeg(40, 30, 1));
    DataFiles.write(root.resolve("images/j.jpg"), DataFiles.jpeg(40, 30, 2));
    DataFiles.write(root.resolve("labels/i.cls"), new byte[] {'1', '\n'});
    DataFiles.write(root.resolve("labels/j.cls"), new byte[] {'2', '\n'});
    String before = prepared("stop").fingerprint();
    DataFiles.write(root.resolve("unknown/j.cls"), new byte[] {'3', '\n'});
    assertThat(prepared("stop").fingerprint()).isNotEqualTo(before).hasSameSizeAs(before);
    Files.delete(root.resolve("unknown/j.cls"));
    assertThat(prepared("stop").fingerprint()).isEqualTo(before);
  }

  @Test
  void labelsInTheMiddleOfAChangeAreNotTrainedOn() throws Exception {
    DataFiles.write(root.resolve("images/i.jpg"), DataFiles.jpeg(40, 30, 1));
    DataFiles.write(root.resolve("labels/i.cls"), new byte[] {'1', '\n'});
    Files.writeString(
        root.resolve("labels-history.jsonl"),
        """
        {"change":1,"at":"2026-01-02T03:04:05Z","by":"window","what":"edit","labels":"labels",\
        "files":[{"file":"i","before":[1],"after":[2]}]}
        """);
    assertThatThrownBy(() -> prepared("skip"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("is not finished")
        .hasMessageContaining("tagwright labels history");
  }

  private String[] stems(String onProblem) throws Exception {
    PreparedData data = prepared(onProblem);
    String[] stems = new String[data.index().size()];
    for (int i = 0; i < stems.length; i++) {
      stems[i] = data.index().stem(i);
    }
    return stems;
  }

  private PreparedData prepared(String onProblem) throws Exception {
    String json =
        """
        {"data": {"root": "%s", "trainImages": "images", "trainLabels": "labels",
                  "onProblem": "%s"}}
        """
            .formatted(root, onProblem);
    ExperimentConfig config = ConfigJson.read(Files.writeString(root.resolve("c.json"), json));
    return PreparedData.of(config, Progress.NONE);
  }
}
