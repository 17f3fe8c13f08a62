package org.tagwright.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir Path folder;

  /** A program that keeps its classes. */
  static final class Keeping {
    private Keeping() {}

    public static void main(String[] args) {
      System.setProperty("loaded", Loaded.class.getName());
      ClassArchive.keep();
    }
  }

  /** Which Java loads and does not link, for nothing of it is used. */
  static final class Loaded {
    private Loaded() {}
  }

  private static List<String> options(String command, String place) {
    return ClassArchive.options(List.of(command), place, "program.jar");
  }

  @Test
  void whatOneProcessKeepsTheNextOneTakes() throws Exception {
    String place = folder.resolve("kept classes").toString();
    Path archive = folder.resolve("kept classes-train.jsa");
    List<String> first = options("train", place);
    assertThat(first).contains("-XX:+RecordDynamicDumpInfo", "-Dtagwright.classes.keep=" + archive);
    assertThat(java(first)).isEmpty();
    assertThat(archive).isNotEmptyFile();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().contains("jsa"))).containsExactly(archive);
    }

    List<String> second = new ArrayList<>(options("resume", place));
    assertThat(second).contains("-XX:SharedArchiveFile=" + archive);
    second.add("-Xlog:class+load");
    assertThat(java(second).lines())
        .filteredOn(line -> line.contains(ClassArchiveTest.class.getName()))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("shared objects file"));
  }

  @Test
  void aPlaceThatCannotBeWrittenDoesNoHarm() throws Exception {
    String place = folder.resolve("not/there").toString();
    assertThat(java(options("predict", place))).isEmpty();
  }

  @Test
  void withoutAPlaceAndForOtherCommandsNothingIsAsked() {
    assertThat(options("train", null)).isEmpty();
    assertThat(options("stop", folder.resolve("kept").toString())).isEmpty();
  }

  @Test
  void classesInFoldersAreNotKeptForThatWouldEndTheProcess() {
    String classPath = "program.jar" + File.pathSeparator + folder;
    assertThat(ClassArchive.options(List.of("train"), folder.resolve("kept").toString(), classPath))
        .isEmpty();
  }

  /** What {@link Keeping} prints, in a process with these options and nothing but jars. */
  private String java(List<String> options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        Stream.concat(
                Stream.of(jar().toString()),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> entry.contains("slf4j")))
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(Keeping.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("program.jar");
    if (Files.notExists(jar)) {
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        for (Class<?> needed : List.of(ClassArchive.class, Keeping.class, Loaded.class)) {
          String name = needed.getName().replace('.', '/') + ".class";
          out.putNextEntry(new JarEntry(name));
          try (InputStream in = needed.getResourceAsStream("/" + name)) {
            in.transferTo(out);
          }
        }
      }
    }
    return jar;
  }
}
