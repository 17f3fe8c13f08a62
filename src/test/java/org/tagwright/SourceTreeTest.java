package org.tagwright;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceTreeTest {
  @TempDir Path folder;
  private SourceTree tree;

  @BeforeEach
  void twoPackages() throws Exception {
    write("org/full/package-info.java", "package org.full;\n");
    write("org/full/One.java", "package org.full;\n\nclass One {}\n");
    write("org/full/Two.java", "package org.full;\nclass Two {}\n");
    write("org/bare/Alone.java", "class Alone {}\n");
    write("org/bare/notes.txt", "no Java\n");
    tree = new SourceTree(folder);
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void aPackageIsAsLargeAsItsFilesWithoutPackageInfo() {
    assertThat(tree.packageSizes()).isEqualTo(Map.of("org.full", 2, "org.bare", 1));
  }

  @Test
  void aPackageWithoutDescriptionIsFound() {
    assertThat(tree.packagesWithoutInfo()).containsExactly("org.bare");
  }

  @Test
  void eachFileIsCountedInLines() {
    assertThat(tree.lines())
        .containsEntry("org/full/One.java", 3)
        .containsEntry("org/bare/Alone.java", 1)
        .hasSize(4);
  }

  @Test
  void onlyWhatExceedsTheLimitIsTooLarge() {
    assertThat(SourceTree.tooLarge(Map.of("small", 25, "large", 26), 25))
        .containsExactly("large: 26");
  }
}
