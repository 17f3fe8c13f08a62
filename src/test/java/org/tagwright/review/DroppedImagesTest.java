package org.tagwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.data.ImageFolder;

class DroppedImagesTest {
  @TempDir Path folder;

  private Path image(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  @Test
  void imagesOfSeveralFoldersAreGatheredEvenIfTheirNamesAreTheSame() throws Exception {
    Path gathered =
        DroppedImages.folder(List.of(image("a/x.jpg"), image("b/x.jpg"), image("b/y.png")));
    assertThat(ImageFolder.list(gathered)).containsExactly("2/x.jpg", "x.jpg", "y.png");
    assertThat(gathered.resolve("2/x.jpg")).hasContent("b/x.jpg");
  }

  @Test
  void aFolderIsTakenAsItIs() throws Exception {
    Path images = image("a/x.jpg").getParent();
    assertThat(DroppedImages.folder(List.of(images))).isEqualTo(images);
    assertThat(DroppedImages.suits(images)).isTrue();
    assertThat(DroppedImages.suits(images.resolve("model.pt"))).isFalse();
  }
}
