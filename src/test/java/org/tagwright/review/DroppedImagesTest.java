package org.tagwright.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.TagwrightException;

class DroppedImagesTest {
  @TempDir Path folder;

  private Path image(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  @Test
  void imagesOfSeveralFoldersAreTakenOnceEachWhereTheyAre() throws Exception {
    Path x = image("a/x.jpg");
    Path other = image("b/x.jpg");
    Path inner = image("b/in/y.png");
    ImageSource source = DroppedImages.source(List.of(x, folder.resolve("b"), x));
    assertThat(source.single()).containsExactly(x, inner, other);
    assertThat(source.folder()).isEqualTo(folder);
    assertThat(source.title()).isEqualTo("3 images");
    assertThat(DroppedImages.source(List.of(x)).title()).isEqualTo("x.jpg");
  }

  @Test
  void aFolderThatHasLabelsOrManyImagesStaysAFolder() throws Exception {
    Path few = image("few/x.jpg").getParent();
    assertThat(DroppedImages.source(List.of(few)).isSingle()).isTrue();
    image("few/x.cls");
    assertThat(DroppedImages.source(List.of(few))).isEqualTo(ImageSource.of(few));
    for (int i = 0; i <= 64; i++) {
      image("many/" + i + ".jpg");
    }
    Path many = folder.resolve("many");
    assertThat(DroppedImages.source(List.of(many))).isEqualTo(ImageSource.of(many));
  }

  @Test
  void whatCannotBeLabelledIsSaidWithWhereItBelongs() throws Exception {
    Path photo = image("x.jpg");
    Path text = image("notes.txt");
    assertThat(DroppedImages.suits(folder)).isTrue();
    assertThat(DroppedImages.refusal(List.of(photo, folder))).isEmpty();
    assertThat(DroppedImages.refusal(List.of(photo, text)))
        .startsWith("Not labelled: notes.txt. Only images (JPEG, PNG")
        .endsWith("and folders of images can be labelled.");
    assertThat(DroppedImages.refusal(List.of(image("best.pt")))).contains("Results");
    assertThat(DroppedImages.refusal(List.of(image("config.json")))).contains("Experiment");
    assertThat(DroppedImages.refusal(List.of(text, text, text, text, text)))
        .contains("notes.txt and 2 more.");
  }

  @Test
  void aFolderWithoutImagesIsSaid() throws Exception {
    Path empty = image("empty/notes.txt").getParent();
    assertThatThrownBy(() -> DroppedImages.source(List.of(empty)))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("There are no images (JPEG")
        .hasMessageContaining(empty.toString());
  }
}
