package org.tagwright.data.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelSet;
import org.tagwright.data.exports.LabelExport.Format;
import org.tagwright.data.imports.ImportTarget;
import org.tagwright.data.imports.LabelImport;
import org.tagwright.data.imports.Separator;
import org.tagwright.data.imports.TableChoices;

/** What is written is read by the imports as the same labels. */
class LabelExportTest {
  private static final LabelSet CLASSES =
      new LabelSet(List.of("traffic light", "cat, \"fluffy\"", "dog: no", "caf\u00e9", "rare"));

  @TempDir Path temp;

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }

  private static final List<BitSet> PRESENT =
      List.of(bits(0, 1), bits(), bits(2, 3), bits(0, 1, 2, 3));

  private static DatasetIndex index(LabelSet classes, List<BitSet> unknown) {
    List<String> names = List.of("a b.jpg", "b.png", "deep/c.jpg", "deep/d.jpeg");
    return DatasetIndex.of(classes, Path.of("images"), names, PRESENT, unknown);
  }

  private static final DatasetIndex KNOWN = index(CLASSES, List.of(bits(), bits(), bits(), bits()));
  private static final DatasetIndex WITH_UNKNOWN =
      index(CLASSES, List.of(bits(2, 4), bits(), bits(0), bits()));

  private Map<String, String> imported(LabelImport from) throws IOException {
    Path labels = temp.resolve("imported/labels");
    Path images = Files.createDirectories(temp.resolve("images/deep")).getParent();
    for (int i = 0; i < KNOWN.size(); i++) {
      Files.createFile(images.resolve(KNOWN.name(i))); // tells which folders before a name count
    }
    from.run(new ImportTarget(labels, images), Progress.NONE);
    assertThat(Files.readAllLines(labels.resolve("classes.txt"))).isEqualTo(CLASSES.names());
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(temp.resolve("imported"))) {
      for (Path file : (Iterable<Path>) tree.filter(Files::isRegularFile)::iterator) {
        if (file.toString().endsWith(".cls")) {
          String name = temp.resolve("imported").relativize(file).toString();
          files.put(name, String.join(" ", Files.readAllLines(file)));
        }
      }
    }
    return files;
  }

  private static Map<String, String> labels() {
    return new TreeMap<>(
        Map.of(
            "labels/a b.cls", "0 1",
            "labels/b.cls", "",
            "labels/deep/c.cls", "2 3",
            "labels/deep/d.cls", "0 1 2 3"));
  }

  private Path export(DatasetIndex index, Format format, String name) {
    Path out = temp.resolve(name);
    LabelExport.write(index, format, out, Progress.NONE);
    return out;
  }

  @Test
  void cocoIsReadBackAsItWas() throws IOException {
    Path json = export(KNOWN, Format.COCO, "labels.json");
    assertThat(imported(new LabelImport.Coco(json, false))).isEqualTo(labels());
  }

  @Test
  void aTableWithAColumnPerClassIsReadBackWithWhatIsUnknown() throws IOException {
    Path csv = export(WITH_UNKNOWN, Format.CSV, "labels.csv");
    TableChoices unknown = new TableChoices(null, null, null, null, TableChoices.Unknown.UNKNOWN);
    Map<String, String> expected = labels();
    expected.put("unknown/a b.cls", "2 4");
    expected.put("unknown/deep/c.cls", "0");
    expected.put("labels/deep/c.cls", "2 3");
    assertThat(imported(new LabelImport.Csv(csv, null, unknown))).isEqualTo(expected);
  }

  @Test
  void aTableWithNamesIsReadBackAsItWas() throws IOException {
    Path csv = export(KNOWN, Format.CSV_LIST, "list.csv");
    TableChoices pipe =
        new TableChoices(null, List.of("labels"), TableChoices.Form.NAMES, Separator.PIPE, null);
    assertThat(imported(new LabelImport.Csv(csv, temp.resolve("list-classes.txt"), pipe)))
        .isEqualTo(labels());
  }

  @Test
  void yoloIsReadBackAsItWas() throws IOException {
    Path folder = export(KNOWN, Format.YOLO, "yolo");
    assertThat(
            imported(new LabelImport.Yolo(folder.resolve("labels"), folder.resolve("data.yaml"))))
        .isEqualTo(labels());
  }

  @Test
  void whereUnknownLabelsAreLostThatIsSaid() {
    for (Format format : Format.values()) {
      String said =
          LabelExport.write(WITH_UNKNOWN, format, temp.resolve("out-" + format), Progress.NONE);
      assertThat(said)
          .contains("Labels of 4 images saved to")
          .contains(
              format == Format.CSV
                  ? "3 unknown labels written as unknown"
                  : "3 unknown labels: this form cannot say so");
    }
  }

  @Test
  void namesThatAFormCannotHoldAndFoldersThatExistAreRefused() throws IOException {
    DatasetIndex index =
        index(
            new LabelSet(List.of("a|b", "file_name", "c", "d", "e")),
            List.of(bits(), bits(), bits(), bits()));
    refused(index, Format.CSV_LIST, "'a|b' has a |");
    refused(index, Format.CSV, "'file_name' is called as the column");
    Files.createDirectory(temp.resolve("out"));
    refused(index, Format.YOLO, "exists already");
  }

  private void refused(DatasetIndex index, Format format, String why) {
    assertThatThrownBy(() -> LabelExport.write(index, format, temp.resolve("out"), Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(why);
  }
}
