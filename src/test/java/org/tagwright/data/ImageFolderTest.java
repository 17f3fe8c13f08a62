package org.tagwright.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path root;

  @Test
  void imagesOfEveryExtensionAreFoundAlsoInSubFoldersAndBehindALink() throws Exception {
    Path images = root.resolve("real");
    for (String name : List.of("a.JPG", "b.jfif", "c.WebP", "d.tiff", "e.heic", "in/deep/f.png")) {
      DataFiles.write(images.resolve(name), new byte[0]);
    }
    DataFiles.write(images.resolve(".hidden/g.jpg"), new byte[0]);
    DataFiles.write(images.resolve(".h.jpg"), new byte[0]);
    DataFiles.write(images.resolve("notes.txt"), new byte[0]);
    Path link = Files.createSymbolicLink(root.resolve("link"), images);
    assertThat(ImageFolder.list(link))
        .isEqualTo(ImageFolder.list(images))
        .containsExactly("a.JPG", "b.jfif", "c.WebP", "d.tiff", "e.heic", "in/deep/f.png");
  }

  @Test
  void onlyNamesThatWouldBeTheSameKeepTheirExtension() {
    assertThat(
            ImageFolder.keys(
                List.of(
                    "IMG.JPG", "IMG.PNG", "a/b.jpg", "b.jpg", "caf\u00e9.jpg", "cafe\u0301.png")))
        .containsExactly("IMG.JPG", "IMG.PNG", "a/b", "b", "caf\u00e9.jpg", "cafe\u0301.png");
  }
}
