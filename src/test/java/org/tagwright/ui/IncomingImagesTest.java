package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.AtomicFile;
import org.tagwright.review.FakeScores;
import org.tagwright.review.ImageSource;
import org.tagwright.review.ScoredImages;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.gallery.GalleryModel;
import org.testfx.api.FxRobot;

/** Images that come from outside: dragged over the window, or pasted. */
@UiTest
class IncomingImagesTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final List<ImageSource> asked = new ArrayList<>();
  private WindowUnderTest window;
  private GalleryModel model;

  @BeforeEach
  void open() throws Exception {
    ScoredImages one = FakeScores.of(folder.resolve("images"), 1);
    FakeScores.draw(one);
    window =
        WindowUnderTest.open(
            folder,
            1280,
            800,
            real ->
                real.withClassMaps(FakeScores.classMaps(one))
                    .withPredictor(
                        (checkpoint, images, labels) -> {
                          asked.add(images);
                          return FakeScores.predictor(one).start(checkpoint, images, labels);
                        }));
    model = window.wiring().gallery();
    Path checkpoint = folder.resolve("best_model.pt");
    AtomicFile.writeString(checkpoint, "weights");
    Toolkit.onFx(() -> model.prediction().checkpointProperty().set(checkpoint));
    window.show(ViewId.EXPERIMENT);
  }

  @AfterEach
  void close() {
    window.close();
  }

  private Path file(String name) throws Exception {
    return Files.writeString(folder.resolve(name), name);
  }

  private void paste(Map<DataFormat, Object> content) {
    Toolkit.onFx(() -> Clipboard.getSystemClipboard().setContent(content));
    robot.push(KeyCode.SHORTCUT, KeyCode.V);
    window.settle();
  }

  private static List<File> files(Path... files) {
    return List.of(files).stream().map(Path::toFile).toList();
  }

  private void drop(Path... files) {
    assertThat(DroppedFiles.on(window.scene().getRoot().lookup("#nav-gallery"), files)).isTrue();
    window.settle();
  }

  private List<String> problems() {
    return Toolkit.onFx(
        () ->
            window.wiring().workbench().problems().open().stream()
                .map(Problems.Problem::message)
                .toList());
  }

  @Test
  void aDroppedImageIsLabelledAndWhatElseWasDroppedIsSaid() throws Exception {
    Path image = file("cat.jpg");
    drop(image, file("notes.txt"));
    Toolkit.await("the image", () -> asked.size() == 1);
    assertThat(asked).containsExactly(ImageSource.of(List.of(image)));
    assertThat(window.wiring().workbench().problems().notes())
        .extracting(Problems.Note::text)
        .singleElement()
        .asString()
        .startsWith("Not labelled: notes.txt.");
  }

  @Test
  void aDroppedTextFileIsRefusedWithTheReason() throws Exception {
    drop(file("notes.txt"));
    Toolkit.await("a problem", () -> !window.wiring().workbench().problems().open().isEmpty());
    assertThat(problems()).singleElement().asString().startsWith("Not labelled: notes.txt. Only");
    assertThat(asked).isEmpty();
  }

  @Test
  void filesAndImagesOnTheClipboardAreLabelledAndTextIsLeftAlone() throws Exception {
    Path image = file("cat.jpg");
    paste(Map.of(DataFormat.FILES, files(image)));
    Toolkit.await("the image", () -> asked.size() == 1);
    assertThat(asked).containsExactly(ImageSource.of(List.of(image)));

    paste(Map.of(DataFormat.IMAGE, new WritableImage(20, 10)));
    Toolkit.await("the pasted image", () -> asked.size() == 2);
    Path pasted = asked.get(1).single().get(0);
    assertThat(pasted.getFileName().toString()).startsWith("Pasted ").endsWith(".png");
    assertThat(pasted).isNotEmptyFile();

    paste(Map.of(DataFormat.PLAIN_TEXT, "text"));
    assertThat(window.wiring().workbench().problems().notes())
        .containsExactly(new Problems.Note("There is no image on the clipboard.", true));
    window.show(ViewId.EXPERIMENT);
    TextField field = (TextField) window.scene().lookup(".text-field");
    Toolkit.onFx(
        () -> {
          field.requestFocus();
          field.selectAll();
        });
    paste(Map.of(DataFormat.PLAIN_TEXT, "text", DataFormat.FILES, files(image)));
    assertThat(asked).hasSize(2);
  }
}
