package org.tagwright.data.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.LabelSet;

class TableImportTest {
  @TempDir Path folder;

  private static ImportTarget into(Path labels) {
    return new ImportTarget(labels, null);
  }

  private Path labels() {
    return folder.resolve("labels");
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private ImportResult csv(String text) throws IOException {
    return CsvImport.run(
        file("t.csv", text), null, TableChoices.NONE, into(labels()), Progress.NONE);
  }

  @Test
  void multiHotTablesTakeTheirClassesFromTheHeader() throws Exception {
    ImportResult result =
        csv(
            String.join(
                "\r\n",
                "\uFEFFfile,cat,dog,\"hot, dog\"",
                "a.jpg,1,0,1",
                "x/b.jpg,0,0,0",
                "",
                "c.png,0,1.0,",
                ""));
    assertThat(result.labels().names()).containsExactly("cat", "dog", "hot, dog");
    assertThat(result.written()).isEqualTo(3);
    assertThat(result.withoutLabels()).isEqualTo(1);
    assertThat(labels().resolve("a.cls")).hasContent("0\n2\n");
    assertThat(labels().resolve("b.cls")).isEmptyFile();
    assertThat(labels().resolve("c.cls")).hasContent("1\n");
    assertThat(labels().resolve("classes.txt")).hasContent("cat\ndog\nhot, dog\n");
  }

  @Test
  void labelTablesTakeNamesInOneCellOrSeveralAndSeveralRows() throws Exception {
    ImportResult result = csv("image,labels\na.jpg,zebra;ant\nb.jpg,ant,bee\na.jpg,bee\nc.jpg,\n");
    assertThat(result.labels().names()).containsExactly("ant", "bee", "zebra");
    assertThat(labels().resolve("a.cls")).hasContent("0\n1\n2\n");
    assertThat(labels().resolve("b.cls")).hasContent("0\n1\n");
    assertThat(labels().resolve("c.cls")).isEmptyFile();
  }

  @Test
  void onlyNamesThatOccurBecomeClassesAndNumbersNameThemselves() throws Exception {
    assertThat(csv("a.jpg\ttraffic light|person\nb.jpg\tcat\n").labels().names())
        .containsExactly("cat", "person", "traffic light");
    assertThat(labels().resolve("a.cls")).hasContent("1\n2\n");
    Path other = folder.resolve("other");
    ImportResult numbers =
        CsvImport.run(
            file("i.csv", "a.jpg;3\nb.jpg;5\n"),
            null,
            TableChoices.NONE,
            into(other),
            Progress.NONE);
    assertThat(numbers.labels().names()).containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(other.resolve("b.cls")).hasContent("5\n");
  }

  @Test
  void everythingWrongWithATableIsToldWithLinesAndNothingIsWritten() throws Exception {
    Path classes = file("names.txt", "cat\ndog\n");
    Path table = file("t.csv", "image,label\na.jpg,cat\nb.jpg,cow\nnot an image,dog\nd.jpg,7\n");
    assertThatThrownBy(
            () -> CsvImport.run(table, classes, TableChoices.NONE, into(labels()), Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("t.csv:3: 'cow' is none of the 2 classes")
        .hasMessageContaining("t.csv:4: 'not an image'")
        .hasMessageContaining("t.csv:5: '7'");
    assertThat(labels()).doesNotExist();
    assertThatThrownBy(() -> csv("f,cat,dog\na.jpg,1,0\nb.jpg,1\n"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("t.csv:3: 2 cells, not 3");
    assertThatThrownBy(() -> csv("a.jpg,\"cat\nb.jpg,dog\n"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("t.csv:1: a quote is never closed");
    assertThatThrownBy(() -> csv("")).isInstanceOf(TagwrightException.class);
  }

  @Test
  void yoloLabelsComeInWithNamesAsTextOrYaml() throws Exception {
    file("yolo/a.txt", "1 0.5 0.5 0.1 0.1\n0 0.1 0.1 0.1 0.1\n1 0.2 0.2 0.1 0.1\n");
    file("yolo/b.txt", "\n");
    Path names = file("yolo/names.txt", "cat\ndog\n");
    ImportResult result =
        YoloImport.run(folder.resolve("yolo"), names, into(labels()), Progress.NONE);
    assertThat(result).isEqualTo(new ImportResult("", 2, 1, new LabelSet(List.of("cat", "dog"))));
    assertThat(labels().resolve("a.cls")).hasContent("0\n1\n");
    Files.delete(names);
    List<String> forms =
        List.of(
            "path: x\nnames:\n  0: cat # first\n  1: 'big dog'\nnc: 2\n",
            "names: [cat, \"big dog\"]\n",
            "nc: 2\nnames:\n- cat\n- big dog\n",
            "names:\n  - cat\n  - big dog\n\ndownload: none\n");
    for (int i = 0; i < forms.size(); i++) {
      Path yaml = file("data" + i + ".yaml", forms.get(i));
      Path target = folder.resolve("labels" + i);
      assertThat(
              YoloImport.run(folder.resolve("yolo"), yaml, into(target), Progress.NONE)
                  .labels()
                  .names())
          .containsExactly("cat", "big dog");
    }
  }

  @Test
  void wrongYoloLinesAreToldWithFileAndLine() throws Exception {
    Path names = file("names.txt", "cat\n");
    file("yolo/a.txt", "0 0.5 0.5 0.1 0.1\n1 0.5 0.5 0.1 0.1\ncat 1 2 3 4\n");
    assertThatThrownBy(
            () -> YoloImport.run(folder.resolve("yolo"), names, into(labels()), Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("a.txt:2: class index 1 is outside 0..0")
        .hasMessageContaining("a.txt:3: is not");
    assertThatThrownBy(
            () ->
                YoloImport.run(
                    folder.resolve("yolo"),
                    file("n.yaml", "nc: 1\n"),
                    into(labels()),
                    Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("names:");
  }
}
