package org.tagwright.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void replacesWholeOrNotAtAll() throws IOException {
    Path file = folder.resolve("deep/er/a.txt");
    AtomicFile.writeString(file, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[1 << 20]);
                      throw new IOException("no more");
                    }))
        .hasMessage("no more");
    assertThat(file).hasContent("old");
    AtomicFile.writeString(file, "new");
    assertThat(file).hasContent("new");
    assertThat(namesIn(file.getParent())).containsExactly("a.txt");
  }

  @Test
  void whatAKilledWriterLeftGoesAfterAnHour() throws IOException {
    Path abandoned = Files.writeString(folder.resolve(".a.txt.1234.tmp"), "half");
    Path inWork = Files.writeString(folder.resolve(".a.txt.5678.tmp"), "half");
    Files.setLastModifiedTime(
        abandoned, FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
    AtomicFile.writeString(folder.resolve("a.txt"), "new");
    assertThat(abandoned).doesNotExist();
    assertThat(inWork).exists();
  }

  @Test
  void whoHoldsTheLockRemovesThemAtOnceAndNoOthers() throws IOException {
    Files.writeString(folder.resolve(".a.txt.1234.tmp"), "half");
    Files.writeString(folder.resolve(".b.txt.1234.tmp"), "half");
    AtomicFile.removeTemporaries(folder.resolve("a.txt"));
    AtomicFile.removeTemporaries(folder.resolve("not/there/a.txt"));
    assertThat(namesIn(folder)).containsExactly(".b.txt.1234.tmp");
  }

  @Test
  void aLinkStaysALinkAndItsFileIsReplaced() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    Path file = Files.writeString(there.resolve("real.pt"), "old");
    Path link = link(folder.resolve("best.pt"), Path.of("there", "real.pt"));
    Path linkToLink = link(folder.resolve("also.pt"), link);

    AtomicFile.writeString(linkToLink, "new");

    assertThat(link).isSymbolicLink().hasContent("new");
    assertThat(linkToLink).isSymbolicLink();
    assertThat(file).isRegularFile().hasContent("new");
    assertThat(namesIn(there)).containsExactly("real.pt");
  }

  @Test
  void aLinkToAFileThatIsNotThereYetMakesIt() throws IOException {
    Path link = link(folder.resolve("best.pt"), Path.of("there", "real.pt"));
    AtomicFile.writeString(link, "new");
    assertThat(link).isSymbolicLink().hasContent("new");
  }

  @Test
  void linksInACircleAreReported() throws IOException {
    Path link = link(folder.resolve("a"), Path.of("b"));
    link(folder.resolve("b"), Path.of("a"));
    assertThatThrownBy(() -> AtomicFile.writeString(link, "new")).hasMessageContaining("links");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsNoOrdinaryFileIsWrittenToAndNotReplaced() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                return e.toString();
              }
            });

    AtomicFile.writeString(pipe, "through");

    assertThat(read.get()).isEqualTo("through");
    assertThat(Files.isRegularFile(pipe, LinkOption.NOFOLLOW_LINKS)).isFalse();
    assertThat(namesIn(folder)).containsExactly("pipe");
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    Path file = Files.writeString(Files.createDirectory(folder.resolve("dir")).resolve("a"), "old");
    assertThatThrownBy(() -> AtomicFile.writeString(file.getParent(), "new"))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
  }

  private static Path link(Path link, Path target) throws IOException {
    try {
      return Files.createSymbolicLink(link, target);
    } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
      assumeTrue(false, "no symbolic links here: " + e);
      return link;
    }
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsWrittenToStandardOutputStandsBetweenWhatIsPrinted() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    for (String name : List.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")) {
      Path file = folder.resolve("printed.txt");
      Process process =
          new ProcessBuilder(
                  java.toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Printer.class.getName(),
                  name)
              .redirectOutput(file.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertThat(process.waitFor()).isZero();
      assertThat(file).as(name).hasContent("before\nwritten\nafter\n");
    }
  }

  /** What the process with redirected output runs. */
  static final class Printer {
    public static void main(String[] args) throws IOException {
      System.out.println("before");
      AtomicFile.writeString(Path.of(args[0]), "written\n");
      System.out.println("after");
    }
  }
}
