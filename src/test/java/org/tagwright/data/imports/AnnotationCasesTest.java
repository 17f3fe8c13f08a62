package org.tagwright.data.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;

/** COCO and YOLO annotations as people have them. */
class AnnotationCasesTest {
  @TempDir Path folder;

  private static Path given(String name) {
    return ImportCases.file(name);
  }

  private ImportTarget labels() {
    return new ImportTarget(folder.resolve("labels"), null);
  }

  private String label(String stem) throws IOException {
    return Files.readString(folder.resolve("labels/" + stem + ".cls"));
  }

  private CocoImport.Result coco(String name) {
    return CocoImport.run(given(name), labels(), false, Progress.NONE);
  }

  private List<String> yolo(String images, String names) {
    return YoloImport.run(given(images), given(names), labels(), Progress.NONE).labels().names();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan.json", "comment.json", "trailingcomma.json"})
  void jsonThatPythonOrPeopleWriteIsRead(String name) throws Exception {
    assertThat(coco(name).labels().names()).containsExactly("cat", "dog");
    assertThat(label("a")).isEqualTo("0\n");
    assertThat(label("b")).isEqualTo("1\n");
  }

  @Test
  void otherJsonGetsOnePlainSentence() throws Exception {
    Path file = Files.writeString(folder.resolve("x.json"), "{\"images\": [],\n 'a': undefined}");
    assertThatThrownBy(() -> CocoImport.run(file, labels(), false, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessage(
            "The file %s is not valid JSON at line 2. COCO's instances_*.json is expected.", file);
  }

  @Test
  void framesWithoutAnExtensionAreDifferentImages() throws Exception {
    coco("noext.json");
    assertThat(label("frame.0001")).isEqualTo("0\n");
    assertThat(label("frame.0002")).isEqualTo("1\n");
  }

  @Test
  void imagesOfOneNameInTwoFoldersAreKeptApart() throws Exception {
    coco("folders-same.json");
    assertThat(label("cam1/0001")).isEqualTo("0\n");
    assertThat(label("cam2/0001")).isEqualTo("1\n");
  }

  @Test
  void roboflowsRootCategoryIsNoClass() throws Exception {
    assertThat(coco("roboflow.json").leftOut()).containsExactly("pets");
    assertThat(folder.resolve("labels/classes.txt")).hasContent("cat\ndog\n");
    assertThat(label("a") + label("b")).isEqualTo("0\n1\n");
  }

  @Test
  void aRootOfTheNameOfItsOnlyClassIsNoReasonToRefuse() {
    assertThat(coco("roboflow-same.json").labels().names()).containsExactly("cat");
  }

  @Test
  void aCommaInAYamlNameDoesNotSplitIt() {
    assertThat(yolo("yolo", "y3.yaml")).containsExactly("cat, big", "dog");
  }

  @ParameterizedTest
  @ValueSource(strings = {"y4.yaml", "y5.yaml"})
  void yamlListsOverSeveralLinesAndInBracesAreRead(String names) throws Exception {
    assertThat(yolo("yolo", names)).containsExactly("cat", "dog");
    assertThat(label("a") + label("b") + label("empty")).isEqualTo("0\n1\n1\n");
  }

  @Test
  void labelImgsClassNamesAreNotALabelFile() {
    assertThat(yolo("yolo-labelimg", "y1.yaml")).containsExactly("cat", "dog");
    assertThat(folder.resolve("labels/classes.cls")).doesNotExist();
  }

  @Test
  void labelImgsClassNamesMayNotDisagree() throws Exception {
    Path names = Files.writeString(folder.resolve("names.txt"), "dog\ncat\n");
    assertThatThrownBy(() -> YoloImport.run(given("yolo-labelimg"), names, labels(), Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(
            "two lists of class names disagree: class 0 is 'cat' here, but 'dog'");
  }

  private void assertNames(String yaml, String... names) throws IOException {
    Path file = Files.writeString(folder.resolve("n.yaml"), yaml);
    assertThat(YamlNames.read(file).names()).containsExactly(names);
  }

  @Test
  void yamlNamesAreTakenAsTheyAreWritten() throws Exception {
    assertNames("\uFEFFnames: ['it''s # 1', no, 007, ~]", "it's # 1", "no", "007", "~");
    assertNames("names:\n  0: person # all of them\n  1: \"caf\\u00e9\"\n", "person", "café");
    assertNames("---\nnc: 2\nnames: &n\n- a: b\n".replace("a: b", "'a: b'") + "- c\n", "a: b", "c");
    assertNames("names: {1: dog, 0: cat}", "cat", "dog");
  }

  private void assertRefused(String yaml, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("n.yaml"), yaml);
    assertThatThrownBy(() -> YamlNames.read(file))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  @Test
  void yamlWithoutGoodNamesIsRefused() throws Exception {
    assertRefused("", "is empty");
    assertRefused("names: cat", "no list of class names");
    assertRefused("names: [cat", "is not valid YAML (line 1)");
    assertRefused("names: [cat, cat]", "occurs twice");
    assertRefused("names: {0: cat, 2: dog}", "leaves out a number");
    assertRefused("names: {cat: 0}", "numbers its class names by 'cat'");
    assertRefused("names: [[cat]]", "something else than a name");
    assertRefused("nc: 3\nnames: [cat, dog]", "says nc: 3, but names 2 classes");
    assertRefused("names: [cat]\nnames: [dog]", "has \"names:\" twice");
  }
}
