package org.tagwright.ui.data.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.data.imports.LabelImport;
import org.tagwright.data.imports.TableChoices;
import org.tagwright.data.imports.TableQuestion;
import org.tagwright.data.imports.TableReading;
import org.tagwright.ui.common.TypedPath;
import org.tagwright.ui.data.imports.ImportModel.Input;
import org.tagwright.ui.data.imports.ImportModel.Kind;

class ImportModelTest {
  @TempDir Path folder;
  private final ImportModel model = new ImportModel(Runnable::run, Runnable::run);

  private void type(Input input, Object text) {
    model.textProperty(input).set(text.toString());
  }

  private String problem(Input input) {
    return model.problemProperty(input).get();
  }

  @Test
  void nothingTypedIsNoProblemButNotReady() {
    type(Input.LABELS, folder.resolve("new"));
    assertThat(problem(Input.SOURCE)).isEmpty();
    assertThat(model.readyProperty().get()).isFalse();
  }

  @Test
  void everyWrongPathIsToldBesideIt() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "text");
    type(Input.SOURCE, folder.resolve("nowhere.json"));
    assertThat(problem(Input.SOURCE)).isEqualTo("There is no such file.");
    type(Input.SOURCE, folder);
    assertThat(problem(Input.SOURCE)).contains("folder");
    type(Input.SOURCE, folder.resolve("a.txt"));
    assertThat(problem(Input.SOURCE)).isEqualTo("This is not a JSON file.");
    type(Input.LABELS, folder);
    assertThat(problem(Input.LABELS)).contains("is not empty");
    type(Input.IMAGES, folder.resolve("nowhere"));
    assertThat(problem(Input.IMAGES)).isEqualTo("There is no such folder.");
    model.kindProperty().set(Kind.YOLO);
    type(Input.SOURCE, folder.resolve("a.txt"));
    assertThat(problem(Input.SOURCE)).contains("This is a file");
    type(Input.SOURCE, folder.resolve("a.txt").getParent());
    assertThat(problem(Input.SOURCE)).isEmpty();
    type(Input.NAMES, folder.resolve("none"));
    assertThat(problem(Input.NAMES)).isEqualTo("There is no such file.");
    assertThat(model.readyProperty().get()).isFalse();
  }

  @Test
  void labelsOfOpenImagesAreKnownByTheirColumns() throws IOException {
    Path labels =
        Files.writeString(
            folder.resolve("train.csv"),
            "ImageID,Source,LabelName,Confidence\na,verification,/m/01,1\n");
    Path names = Files.writeString(folder.resolve("names.csv"), "/m/01,Cat\n");
    Path table = Files.writeString(folder.resolve("table.csv"), "file,cat\na.jpg,1\n");
    model.offer(table);
    assertThat(model.kindProperty().get()).isEqualTo(Kind.CSV);
    model.offer(labels);
    assertThat(model.kindProperty().get()).isEqualTo(Kind.OPEN_IMAGES);
    type(Input.LABELS, folder.resolve("new"));
    assertThat(model.readyProperty().get()).isTrue();
    type(Input.DESCRIPTIONS, folder.resolve("nowhere.csv"));
    assertThat(problem(Input.DESCRIPTIONS)).isEqualTo("There is no such file.");
    type(Input.DESCRIPTIONS, names);
    assertThat(model.source()).isEqualTo(new LabelImport.OpenImages(labels, names, null));
    type(Input.SOURCE, table);
    assertThat(problem(Input.SOURCE)).contains("ImageID, LabelName and Confidence");
  }

  @Test
  void textFilesMayBeInSubFolders() throws IOException {
    Path texts = Files.createDirectory(folder.resolve("texts"));
    model.kindProperty().set(Kind.YOLO);
    type(Input.SOURCE, texts);
    assertThat(problem(Input.SOURCE)).isEqualTo("The folder has no .txt label files.");
    Files.writeString(Files.createDirectory(texts.resolve("train")).resolve("a.txt"), "0 1 1 1 1");
    model.textProperty(Input.SOURCE).set("");
    type(Input.SOURCE, texts);
    assertThat(problem(Input.SOURCE)).isEmpty();
  }

  @Test
  void wholeAnswersMakeASource() throws IOException {
    Path json = Files.writeString(folder.resolve("instances.json"), "{}");
    Path names = Files.writeString(folder.resolve("names.txt"), "cat\ndog\n");
    Path labels = folder.resolve("labels");
    type(Input.SOURCE, json);
    type(Input.LABELS, labels);
    model.dropEmptyProperty().set(true);
    assertThat(model.readyProperty().get()).isTrue();
    assertThat(model.source()).isEqualTo(new LabelImport.Coco(json, true));
    assertThat(model.path(Input.LABELS)).isEqualTo(labels);
    assertThat(model.path(Input.IMAGES)).isNull();

    model.kindProperty().set(Kind.CSV);
    type(Input.SOURCE, json);
    assertThat(problem(Input.SOURCE)).isEqualTo("This is JSON, not a table.");
    Path table = Files.writeString(folder.resolve("t.csv"), "a.jpg,cat\nb.jpg,dog\n");
    type(Input.SOURCE, table);
    assertThat(model.source()).isEqualTo(new LabelImport.Csv(table, null, TableChoices.NONE));

    model.kindProperty().set(Kind.YOLO);
    type(Input.SOURCE, folder);
    assertThat(model.readyProperty().get()).as("names are needed").isFalse();
    type(Input.NAMES, names);
    assertThat(model.source()).isEqualTo(new LabelImport.Yolo(folder, names));
  }

  @Test
  void aTableInDoubtIsReadyOnceItsQuestionsAreAnswered() throws IOException {
    model.kindProperty().set(Kind.CSV);
    Path table =
        Files.writeString(folder.resolve("t.csv"), "f,tags\na.jpg,hot dog\nb.jpg,big cat\n");
    type(Input.SOURCE, table);
    type(Input.LABELS, folder.resolve("labels"));
    assertThat(model.readyProperty().get()).isFalse();
    assertThat(model.readingProperty().get().questions())
        .singleElement()
        .satisfies(asked -> assertThat(asked.option()).isEqualTo(TableQuestion.Option.SEPARATOR));
    TableChoices chosen = TableChoices.NONE.with(TableQuestion.Option.SEPARATOR, "space");
    model.choicesProperty().set(chosen);
    assertThat(model.readyProperty().get()).isTrue();
    assertThat(model.readingProperty().get().first(1))
        .containsExactly(new TableReading.Sample("a.jpg", List.of("hot", "dog")));
    assertThat(model.source()).isEqualTo(new LabelImport.Csv(table, null, chosen));
    type(Input.SOURCE, folder.resolve("other.csv"));
    assertThat(model.choicesProperty().get()).isEqualTo(TableChoices.NONE);
  }

  @Test
  void eachKindKeepsWhatWasTypedForIt() {
    Path json = folder.resolve("instances.json");
    type(Input.SOURCE, json);
    type(Input.LABELS, folder.resolve("labels"));
    model.kindProperty().set(Kind.YOLO);
    assertThat(model.textProperty(Input.SOURCE).get()).isEmpty();
    assertThat(problem(Input.SOURCE)).isEmpty();
    assertThat(model.textProperty(Input.LABELS).get()).endsWith("labels");
    type(Input.SOURCE, folder);
    model.kindProperty().set(Kind.COCO);
    assertThat(model.textProperty(Input.SOURCE).get()).isEqualTo(json.toString());
    model.kindProperty().set(Kind.YOLO);
    assertThat(model.textProperty(Input.SOURCE).get()).isEqualTo(folder.toString());
  }

  @Test
  void theHomeFolderIsUnderstood() {
    assertThat(TypedPath.parse(" ~/x ")).isEqualTo(Path.of(System.getProperty("user.home"), "x"));
    assertThat(TypedPath.parse("")).isNull();
    assertThat(TypedPath.parse("a\0b")).isNull();
  }
}
