package org.tagwright.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.data.demo.DemoDataset;

class StagingTest {
  @TempDir Path folder;

  @Test
  void whatIsNotMovedIsGoneAfterwards() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/old"), "");
    try (Staging staging = Staging.in(folder)) {
      Files.createDirectories(staging.folder().resolve("a"));
      Files.writeString(staging.folder().resolve("a/new"), "");
      Files.writeString(staging.folder().resolve("rest"), "");
      staging.moveInto(folder, List.of("a"));
    }
    assertThat(folder.toFile().list()).containsExactly("a");
    assertThat(folder.resolve("a").toFile().list()).containsExactly("new");
  }

  @Test
  void abandonedOnesAreDeletedAndThoseInUseAreLeft() throws IOException {
    Path abandoned = Files.createDirectories(folder.resolve(".tagwright-part-123/images"));
    Files.writeString(abandoned.resolve("x.jpg"), "");
    Files.createDirectory(folder.resolve(".tagwright-part-456"));
    Files.writeString(folder.resolve(".tagwright-part-456.lock"), "");
    Files.writeString(folder.resolve(".tagwright-part-789.lock"), "");
    try (Staging first = Staging.in(folder)) {
      try (Staging second = Staging.in(folder)) {
        assertThat(first.folder()).exists();
        assertThat(second.folder()).exists();
        assertThat(folder.toFile().list()).hasSize(4);
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void demoDataThatWereBeingPutInPlaceAreReplaced() throws IOException {
    Path root = folder.resolve("set");
    Files.createDirectories(root.resolve("images/train-resized"));
    Files.writeString(root.resolve("images/train-resized/old.jpg"), "");
    Files.writeString(root.resolve("demo-data.txt"), "Tagwright demo data, being put in place\n");
    DemoDataset.make(root, new DemoDataset.Options(4, 0, 64, 5, 1), Progress.NONE);
    assertThat(root.resolve("images/train-resized/old.jpg")).doesNotExist();
    assertThat(root.resolve("labels/train/000000000004.cls")).exists();
  }
}
