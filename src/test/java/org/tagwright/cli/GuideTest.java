package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tagwright.GuidePictures;

/** What the guide names exists: pages, pictures, commands and their options. */
class GuideTest {
  private static final Path GUIDE = Path.of("docs/guide");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final long LARGEST_PICTURE = 60_000;

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    for (Path page : pages()) {
      assertThat(linksOf(page)).allSatisfy(link -> assertThat(GUIDE.resolve(link)).exists());
    }
  }

  @Test
  void everyPageIsInTheIndex() throws IOException {
    assertThat(linksOf(GUIDE.resolve("README.md")))
        .containsExactlyInAnyOrderElementsOf(
            pages().stream()
                .map(page -> page.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .toList());
  }

  @Test
  void itsPicturesAreThoseThatTheScreenTestsMake() throws IOException {
    List<String> made = GuidePictures.NAMES.stream().map(name -> name + ".png").toList();
    try (Stream<Path> files = Files.list(GUIDE.resolve("images"))) {
      List<Path> pictures = files.filter(file -> file.toString().endsWith(".png")).toList();
      assertThat(pictures).allSatisfy(file -> assertThat(file).isNotEmptyFile());
      assertThat(pictures)
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(LARGEST_PICTURE));
      assertThat(pictures.stream().map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(made);
    }
    List<String> shown = new ArrayList<>();
    for (Path page : pages()) {
      linksOf(page).stream().filter(link -> link.endsWith(".png")).forEach(shown::add);
    }
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(made.stream().map(name -> "images/" + name).toList());
  }

  @Test
  void everyCommandIsOne() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : pages()) {
      Files.readAllLines(page).stream()
          .filter(line -> line.startsWith("tagwright "))
          .forEach(commands::add);
    }
    assertThat(commands).hasSizeGreaterThan(10);
    for (String command : commands) {
      String[] args = command.substring("tagwright ".length()).split("\\s+");
      TagwrightCommand.commandLine(args).parseArgs(args);
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(GUIDE)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static List<String> linksOf(Path page) throws IOException {
    return LINK.matcher(Files.readString(page)).results().map(match -> match.group(1)).toList();
  }
}
