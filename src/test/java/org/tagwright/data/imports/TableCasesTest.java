package org.tagwright.data.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.imports.TableChoices.Form;
import org.tagwright.data.imports.TableChoices.Unknown;

/** Tables as people have them: read rightly, or asked about. */
class TableCasesTest {
  private static final TableChoices NONE = TableChoices.NONE;
  @TempDir Path folder;

  private static TableChoices columns(String... labels) {
    return new TableChoices(null, List.of(labels), null, null, null);
  }

  private static TableChoices separated(Separator separator) {
    return new TableChoices(null, null, null, separator, null);
  }

  private static TableChoices unknown(Unknown unknown) {
    return new TableChoices(null, null, null, null, unknown);
  }

  private ImportResult read(String name, TableChoices choices) {
    return read(ImportCases.file(name), choices);
  }

  private ImportResult read(Path table, TableChoices choices) {
    return CsvImport.run(
        table, null, choices, new ImportTarget(folder.resolve("labels"), null), Progress.NONE);
  }

  private Path table(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  /** The class names of an image, as they are on disk. */
  private List<String> labels(String stem) throws IOException {
    List<String> names = Files.readAllLines(folder.resolve("labels/classes.txt"));
    return Files.readAllLines(folder.resolve("labels/" + stem + ".cls")).stream()
        .map(line -> names.get(Integer.parseInt(line)))
        .toList();
  }

  private List<String> files() throws IOException {
    Path labels = folder.resolve("labels");
    try (Stream<Path> all = Files.walk(labels)) {
      return all.filter(f -> f.toString().endsWith(".cls"))
          .map(f -> labels.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  private AbstractThrowableAssert<?, ?> assertAsked(Path table, TableChoices choices) {
    AbstractThrowableAssert<?, ?> asked =
        assertThatThrownBy(() -> read(table, choices))
            .isInstanceOf(TagwrightException.class)
            .hasMessageContaining("can be read in more than one way");
    assertThat(folder.resolve("labels")).doesNotExist();
    return asked;
  }

  @Test
  void labelsSeparatedBySpacesAreSeveral() throws Exception {
    assertThat(read("plant.csv", NONE).labels().names())
        .containsExactly("complex", "frog_eye_leaf_spot", "healthy", "rust", "scab");
    assertThat(labels("800b")).containsExactly("complex", "frog_eye_leaf_spot", "scab");
  }

  @Test
  void spacesThatMayBelongToNamesAreAskedAbout() throws Exception {
    assertAsked(ImportCases.file("planet-ext.csv"), NONE)
        .hasMessageContaining("in a cell such as 'haze primary'?")
        .hasMessageContaining("--separator none   one label: 'haze primary'")
        .hasMessageContaining("--separator space   2 labels: 'haze', 'primary'");
    read("planet-ext.csv", separated(Separator.SPACE));
    assertThat(labels("train_1")).containsExactly("agriculture", "clear", "primary", "water");
  }

  @Test
  void ageSexAndViewAreNoClasses() throws Exception {
    ImportResult result = read("nih.csv", NONE);
    assertThat(result.labels().names()).containsExactly("Cardiomegaly", "Emphysema", "No Finding");
    assertThat(labels("00000001_001")).containsExactly("Cardiomegaly", "Emphysema");
    assertThat(result.toText(folder))
        .contains("Image files: Image Index", "Labels: Finding Labels (separator: pipe)")
        .contains("Ignored: Follow-up #, Patient ID, Patient Age");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chexpert-hot.csv", "chexpert.csv"})
  void uncertainLabelsAreAskedAboutAndRowsOfAPatientKeptApart(String name) throws Exception {
    assertAsked(ImportCases.file(name), NONE)
        .hasMessageContaining("unknown (such as -1)")
        .hasMessageContaining("--unknown absent", "--unknown present", "--unknown skip");
    ImportResult result = read(name, unknown(Unknown.ABSENT));
    assertThat(result.labels().names()).containsExactly("No Finding", "Edema", "Pneumonia");
    assertThat(files())
        .containsExactly(
            "patient00001/study1/view1_frontal.cls",
            "patient00002/study1/view1_frontal.cls",
            "patient00002/study2/view1_frontal.cls");
    assertThat(labels("patient00001/study1/view1_frontal")).containsExactly("No Finding");
    assertThat(labels("patient00002/study2/view1_frontal")).containsExactly("Pneumonia");
    assertThat(labels("patient00002/study1/view1_frontal")).containsExactly("Edema");
    assertThat(result.toText(folder)).contains(", read as absent", "Empty cells: ");
  }

  @Test
  void unknownLabelsAndEmptyCellsStayUnknownWhereThePersonSaysSo() throws Exception {
    ImportResult result = read("chexpert-hot.csv", unknown(Unknown.UNKNOWN));
    assertThat(result.toText(folder)).contains("kept as unknown");
    assertThat(labels("patient00002/study2/view1_frontal")).containsExactly("Pneumonia");
    Path unknown = folder.resolve("unknown/patient00002/study2/view1_frontal.cls");
    assertThat(java.nio.file.Files.readAllLines(unknown)).contains("1");
  }

  @Test
  void unknownLabelsBecomeWhatThePersonSays() throws Exception {
    read("chexpert-hot.csv", unknown(Unknown.PRESENT));
    assertThat(labels("patient00002/study2/view1_frontal")).containsExactly("Edema", "Pneumonia");
    folder.resolve("labels").toFile().renameTo(folder.resolve("present").toFile());
    read("chexpert-hot.csv", unknown(Unknown.SKIP));
    assertThat(files()).hasSize(2).noneMatch(name -> name.contains("study2"));
  }

  @Test
  void aColumnThatMayBeLabelsBesideOthersIsAskedAbout() throws Exception {
    Path table = table("Path,Sex,Edema,Pneumonia\na.jpg,Female,1,0\nb.jpg,Male,0,1\n");
    assertAsked(table, NONE)
        .hasMessageContaining("--label-columns \"Edema,Pneumonia\"   2 columns of 0 and 1")
        .hasMessageContaining("--label-columns Sex   text: Female, Male");
    read(table, columns("Edema", "Pneumonia"));
    assertThat(labels("b")).containsExactly("Pneumonia");
  }

  @ParameterizedTest
  @ValueSource(strings = {"comma-quoted.csv", "semi-comma.csv"})
  void listsWithCommasAreSeveralLabels(String name) throws Exception {
    assertThat(read(name, NONE).labels().names()).containsExactly("cat", "dog");
    assertThat(labels("a")).containsExactly("cat", "dog");
    assertThat(labels("b")).containsExactly("dog");
  }

  @Test
  void listsAsPythonPrintsThemAreRead() throws Exception {
    read(table("image,labels\na.jpg,\"['cat', 'hot dog']\"\nb.jpg,[]\n"), NONE);
    assertThat(labels("a")).containsExactly("cat", "hot dog");
    assertThat(labels("b")).isEmpty();
  }

  @Test
  void oneColumnOfZeroAndOneIsOneClass() throws Exception {
    assertThat(read("binary.csv", NONE).labels().names()).containsExactly("defect");
    assertThat(Arrays.asList(labels("a"), labels("b"), labels("c")))
        .containsExactly(List.of("defect"), List.of(), List.of("defect"));
  }

  @Test
  void zeroAndOneThatMayBeIndicesAreAskedAbout() throws Exception {
    Path table = table("file,label\na.jpg,1\nb.jpg,0\n");
    assertAsked(table, NONE)
        .hasMessageContaining("--label-form flags   one class 'label'")
        .hasMessageContaining("--label-form names   two classes");
    read(table, new TableChoices(null, null, Form.NAMES, null, null));
    assertThat(labels("b")).containsExactly("0");
  }

  @Test
  void oneNameInTwoFoldersIsTwoImages() throws Exception {
    read("samebase.csv", NONE);
    assertThat(labels("train/a")).containsExactly("cat");
    assertThat(labels("val/a")).containsExactly("dog");
  }

  @Test
  void twoImagesNeverShareALabelFile() {
    assertThatThrownBy(() -> read("samestem.csv", NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("a.jpg and a.png would share the label file a.cls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dq.csv", "lonequote.csv"})
  void anInchMarkTakesInNoOtherRow(String name) throws Exception {
    assertThat(read(name, separated(Separator.NONE)).written()).isEqualTo(2);
    assertThat(labels("a")).containsExactly("12\" disk");
  }

  @Test
  void whatIsNoTextIsToldWithWhatToDo() throws Exception {
    Object[][] files = {
      {"image,labels\na.jpg,caf\u00e9\n".getBytes(ISO_8859_1), "is not UTF-8 text; save it as"},
      {"image,labels\na.jpg,c\0at\n".getBytes(UTF_8), "has NUL characters"},
      {new byte[] {'P', 'K', 3, 4, 20}, "is a workbook"},
      {new byte[0], "is empty"}
    };
    for (Object[] file : files) {
      Path table = Files.write(folder.resolve("t.csv"), (byte[]) file[0]);
      assertThatThrownBy(() -> read(table, NONE))
          .isInstanceOf(TagwrightException.class)
          .hasMessageContaining(table.toString())
          .hasMessageContaining((String) file[1]);
    }
  }

  @Test
  void whatSpreadsheetsSaveAsUnicodeTextIsRead() throws Exception {
    Path table = folder.resolve("t.csv");
    Files.write(table, "image\tlabels\na.jpg\tcaf\u00e9\nb.jpg\tdog\n".getBytes(UTF_16));
    assertThat(read(table, NONE).labels().names()).containsExactly("caf\u00e9", "dog");
  }

  @Test
  void commentsBeforeATableAreNoRows() throws Exception {
    read(table("# exported 2026\n# by hand\nimage,labels\na.jpg,cat\nb.jpg,dog\n"), NONE);
    assertThat(labels("a")).containsExactly("cat");
  }

  @Test
  void namesThatHardlyMeanTwoClassesAndRowsBeyondTheHeaderAreTold() throws Exception {
    ImportResult result = read(table("image,labels\na.jpg,Cat\nb.jpg,cat,dog\n"), NONE);
    assertThat(result.toText(folder))
        .contains("2 label files of 3 classes saved")
        .contains("WARNING: classes of nearly the same name: Cat, cat")
        .contains("Rows with more cells than the header: the first is line 3");
  }

  @Test
  void aQuoteThatTakesInTheNextRowIsTold() throws Exception {
    Path table = table("image,labels\na.jpg,\"big\nb.jpg,small\"\nc.jpg,dog\n");
    assertThatThrownBy(() -> read(table, NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("t.csv:2: a quote at the start of a cell takes in the next row");
  }

  @Test
  void filesWithoutAnExtensionInAColumnOfNoTellingNameAreAskedAbout() throws Exception {
    Path other = table("a,b\nx,cat\ny,dog\n");
    assertAsked(other, NONE).hasMessageContaining("--file-column \"column 1\"   text: a, x, y");
    assertThat(CsvImport.look(other, null, new TableChoices("a", null, null, null, null)).first(9))
        .containsExactly(
            new TableReading.Sample("x", List.of("cat")),
            new TableReading.Sample("y", List.of("dog")));
  }

  @Test
  void indicesSeparatedBySpacesAreSeveral() throws Exception {
    read(table("Id,Target\nx-1,16 0\nx-2,7\n"), NONE);
    assertThat(labels("x-1")).containsExactly("0", "16");
  }

  @Test
  void aColumnOfNumbersIsNeverTakenForClassesUnasked() throws Exception {
    assertAsked(table("image,age\na.jpg,33\nb.jpg,51\n"), NONE)
        .hasMessageContaining("--label-columns age   numbers: 33, 51");
  }

  @Test
  void anImageOfTwoRowsThatDisagreeIsTold() throws Exception {
    Path table = table("image,cat,dog\na.jpg,1,0\na.jpg,0,1\n");
    assertThatThrownBy(() -> read(table, NONE))
        .hasMessageContaining("t.csv:3: a.jpg has other labels than in line 2");
  }

  @Test
  void namesThatLeadOutOfTheFolderAreRefused() throws Exception {
    Path table = table("image,labels\n../../a.jpg,cat\nb.jpg,dog\n");
    assertThatThrownBy(() -> read(table, NONE)).hasMessageContaining("leads out of its folder");
  }

  @Test
  void theFolderOfTheImagesTellsWhichFoldersCount() throws Exception {
    Path images = Files.createDirectories(folder.resolve("images/train"));
    Files.createFile(images.resolve("a.jpg"));
    CsvImport.run(
        table("image,labels\nset/train/a.jpg,cat\nset/val/b.jpg,dog\n"),
        null,
        NONE,
        new ImportTarget(folder.resolve("labels"), folder.resolve("images")),
        Progress.NONE);
    assertThat(files()).containsExactly("train/a.cls", "val/b.cls");
  }

  @Test
  void aTableInADataSetOfOtherClassNamesIsRefused() throws Exception {
    Files.copy(ImportCases.file("classes-conflict/classes.txt"), folder.resolve("classes.txt"));
    assertThatThrownBy(() -> read("classes-conflict/l.csv", NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("classes.txt: two lists of class names disagree");
    CsvImport.run(
        ImportCases.file("classes-conflict/l.csv"),
        folder.resolve("classes.txt"),
        NONE,
        new ImportTarget(folder.resolve("labels"), null),
        Progress.NONE);
    assertThat(labels("i1")).containsExactly("zebrafish");
  }
}
