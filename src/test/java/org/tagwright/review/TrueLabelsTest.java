package org.tagwright.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

class TrueLabelsTest {
  private static final List<String> TWO = List.of("cat", "dog");
  @TempDir Path root;

  private static TrueLabels of(Path labels) {
    return new TrueLabels(labels, labels.resolveSibling("unknown"));
  }

  @Test
  void labelsAreFoundInTheUsualLayout() throws IOException {
    Path images = Files.createDirectories(root.resolve("images/train-resized"));
    assertThat(TrueLabels.folderOf(images)).isNull();
    Path labels = Files.createDirectories(root.resolve("labels/train"));
    Files.writeString(labels.resolve("a.cls"), "1\n\n1\n0\n");
    assertThat(TrueLabels.folderOf(images)).isEqualTo(labels);
    assertThat(
            of(labels).read(images, List.of(images.resolve("a.jpg"), images.resolve("b.jpg")), TWO))
        .containsExactly(new ScoredImages.Truth(List.of(0, 1)), null);
  }

  @Test
  void labelsInSubFoldersAloneAreFound() throws IOException {
    Path images = Files.createDirectories(root.resolve("images/train-resized"));
    Path labels = Files.createDirectories(root.resolve("labels/train/a"));
    Files.writeString(labels.resolve("b.cls"), "1");
    assertThat(TrueLabels.folderOf(images)).isEqualTo(labels.getParent());
    Files.writeString(Files.createDirectories(images.resolve("a")).resolve("b.cls"), "1");
    assertThat(TrueLabels.folderOf(images)).isEqualTo(images);
  }

  @Test
  void labelsAreFoundInTheSameSubFolderHoweverTheirAccentsAreWritten() throws IOException {
    Path images = Files.createDirectories(root.resolve("images"));
    Path labels = Files.createDirectories(root.resolve("labels/a"));
    Files.writeString(labels.resolve("cafe\u0301.cls"), "1");
    Files.writeString(labels.resolve("b.cls"), "0");
    assertThat(
            of(root.resolve("labels"))
                .read(
                    images,
                    List.of(images.resolve("a/caf\u00e9.jpg"), images.resolve("a/b.jpg")),
                    TWO))
        .containsExactly(new ScoredImages.Truth(List.of(1)), new ScoredImages.Truth(List.of(0)));
  }

  @Test
  void aLabelFileOfWindowsIsReadAsInTraining() throws IOException {
    Files.writeString(root.resolve("a.cls"), "\uFEFF1\r\n\r\n 0 \r\n");
    assertThat(of(root).read(root, List.of(root.resolve("a.jpg")), TWO))
        .containsExactly(new ScoredImages.Truth(List.of(0, 1)));
  }

  @Test
  void wrongLineIsNamed() throws IOException {
    Files.writeString(root.resolve("a.cls"), "1\n7\n");
    assertThatThrownBy(() -> of(root).read(root, List.of(root.resolve("a.jpg")), TWO))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("a.cls:2")
        .hasMessageContainingAll("class index 7 is outside 0..1", "another set of classes");
  }

  @Test
  void labelsOfOtherImagesAreRefused() throws IOException {
    Path images = Files.createDirectories(root.resolve("images"));
    Files.writeString(images.resolve("a.jpg"), "");
    Path labels = Files.createDirectories(root.resolve("labels"));
    Files.writeString(labels.resolve("b.cls"), "1");
    assertThatThrownBy(() -> TrueLabels.requireAny(labels, images))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("such as a.cls")
        .hasMessageContaining(labels.toString());
    Files.writeString(labels.resolve("a.cls"), "1");
    TrueLabels.requireAny(labels, images);
  }

  @Test
  void labelsOfOtherClassesAreNoTruth() throws Exception {
    Path labels = Files.createDirectories(root.resolve("labels/test"));
    Files.writeString(labels.resolve("a.cls"), "1\n");
    Files.writeString(root.resolve("classes.txt"), "dog\ncat\n");
    assertThatThrownBy(() -> of(labels).read(root, List.of(root.resolve("a.jpg")), TWO))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("two lists of class names disagree: class 0 is 'dog' here");
    List<String> nameless = List.of("class 0", "class 1");
    assertThat(of(labels).read(root, List.of(root.resolve("a.jpg")), nameless)).hasSize(1);
  }
}
