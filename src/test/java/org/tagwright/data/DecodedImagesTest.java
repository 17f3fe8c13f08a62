package org.tagwright.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedImagesTest {
  @TempDir Path temp;
  private Path images;
  private final List<String> decoded = new ArrayList<>();

  @BeforeEach
  void makeImages() throws IOException {
    images = Files.createDirectories(temp.resolve("images/b c")).getParent();
    for (String name : List.of("a.jpg", "b c/d.jpg", "bad.jpg")) {
      Files.writeString(images.resolve(name), name);
    }
  }

  private void check(String... names) throws IOException {
    DecodedImages check =
        new DecodedImages(
            images,
            image -> {
              decoded.add(images.relativize(image).toString());
              if (image.endsWith("bad.jpg")) {
                throw new IOException("damaged");
              }
            });
    try {
      for (String name : names) {
        check.check(name, images.resolve(name));
      }
    } finally {
      check.save();
    }
  }

  @Test
  void theSecondTimeOnlyWhatIsNewOrHasChangedIsDecoded() throws IOException {
    check("a.jpg", "b c/d.jpg");
    assertThat(decoded).containsExactly("a.jpg", "b c/d.jpg");
    check("a.jpg", "b c/d.jpg");
    assertThat(decoded).hasSize(2);
    Files.setLastModifiedTime(images.resolve("a.jpg"), FileTime.fromMillis(1));
    Files.writeString(images.resolve("e.jpg"), "e");
    check("a.jpg", "b c/d.jpg", "e.jpg");
    assertThat(decoded).containsExactly("a.jpg", "b c/d.jpg", "a.jpg", "e.jpg");
  }

  @Test
  void whatCouldNotBeDecodedIsTriedAgain() throws IOException {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> check("bad.jpg")).hasMessage("damaged");
    }
    assertThat(decoded).hasSize(2);
  }

  @Test
  void aRecordThatIsNoneIsNotBelieved() throws IOException {
    check("a.jpg");
    Files.writeString(temp.resolve(".tagwright-pixels/images.decoded"), "0 0 a.jpg");
    check("a.jpg");
    assertThat(decoded).hasSize(2);
  }

  @Test
  void whereNothingCanBeWrittenAllIsDecodedEachTime() throws IOException {
    Files.writeString(temp.resolve(".tagwright-pixels"), "a file");
    check("a.jpg");
    check("a.jpg");
    assertThat(decoded).hasSize(2);
  }
}
