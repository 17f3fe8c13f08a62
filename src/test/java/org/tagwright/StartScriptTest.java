package org.tagwright;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/tagwright} asks of Java; a script that says its arguments stands in for it. */
@DisabledOnOs(OS.WINDOWS)
final class StartScriptTest {
  @TempDir Path folder;
  private Path program;
  private Path java;
  private Path home;

  @BeforeEach
  void makeProgram() throws IOException {
    program = folder.resolve("my programs/tagwright");
    home = Files.createDirectories(folder.resolve("home of mine"));
    Files.createDirectories(program.resolve("lib/javafx"));
    Path jar = Files.createFile(program.resolve("lib/tagwright-1.jar"));
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
    Path script = Files.createDirectories(program.resolve("bin")).resolve("tagwright");
    Files.copy(Path.of("src/main/dist/bin/tagwright"), script, StandardCopyOption.COPY_ATTRIBUTES);
    java = folder.resolve("java home");
    Path bin = Files.createDirectories(java.resolve("bin")).resolve("java");
    Files.writeString(bin, "#!/bin/sh\nfor one; do printf '%s\\n' \"$one\"; done\n");
    assertThat(bin.toFile().setExecutable(true)).isTrue();
    Files.createFile(Files.createDirectories(java.resolve("lib/server")).resolve("classes.jsa"));
    version("17.0.15");
  }

  @Test
  void firstWindowHasJavaKeepItsClassesAndTheSecondTakesThem() throws Exception {
    Path archive = archive(option(start(), "-XX:ArchiveClassesAtExit="));
    assertThat(archive).hasParentRaw(home.resolve(".cache/tagwright"));

    Files.writeString(archive, "whole");
    assertThat(archive(option(start(), "-XX:SharedArchiveFile="))).isEqualTo(archive);
  }

  @Test
  void brokenOffAndOutdatedClassesAreMadeAnew() throws Exception {
    Path archive = archive(option(start(), "-XX:ArchiveClassesAtExit="));
    Files.write(archive, new byte[4096]);
    assertThat(start()).anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit="));

    Files.writeString(archive, "whole");
    Files.setLastModifiedTime(
        program.resolve("lib/tagwright-1.jar"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(start()).anyMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit="));
  }

  @Test
  void laterJavasKeepTheClassesThemselves() throws Exception {
    version("25.0.3");
    assertThat(start())
        .contains("-XX:+AutoCreateSharedArchive")
        .anyMatch(option -> option.startsWith("-XX:SharedArchiveFile="));
  }

  @Test
  void eachJavaHasClassesOfItsOwn() throws Exception {
    String first = option(start(), "-XX:ArchiveClassesAtExit=");
    version("17.0.16");
    assertThat(option(start(), "-XX:ArchiveClassesAtExit=")).isNotEqualTo(first);
  }

  @Test
  void aProgramOfAnotherContentHasClassesOfItsOwnThoughItLooksAsOld() throws Exception {
    String first = option(start(), "-XX:ArchiveClassesAtExit=");
    Path jar = program.resolve("lib/tagwright-1.jar");
    FileTime age = Files.getLastModifiedTime(jar);
    Files.writeString(jar, "other classes");
    Files.setLastModifiedTime(jar, age);
    assertThat(option(start(), "-XX:ArchiveClassesAtExit=")).isNotEqualTo(first);
  }

  @Test
  void withoutAPlaceForThemTheWindowStartsAllTheSame() throws Exception {
    Files.createFile(home.resolve(".cache"));
    assertThat(start()).noneMatch(StartScriptTest::isSharing).endsWith("org.tagwright.Main");
  }

  @Test
  void withoutClassesOfJavasOwnTheWindowStartsAllTheSame() throws Exception {
    Files.delete(java.resolve("lib/server/classes.jsa"));
    assertThat(start()).noneMatch(StartScriptTest::isSharing).endsWith("org.tagwright.Main");
  }

  @Test
  void terminalCommandsGoWithout() throws Exception {
    assertThat(start("results", "--root", "my models"))
        .noneMatch(StartScriptTest::isSharing)
        .endsWith("org.tagwright.Main", "results", "--root", "my models");
  }

  private void version(String version) throws IOException {
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private static boolean isSharing(String option) {
    return Stream.of("Archive", "-Xlog").anyMatch(option::contains);
  }

  private static String option(List<String> options, String start) {
    return options.stream().filter(option -> option.startsWith(start)).findFirst().orElseThrow();
  }

  private static Path archive(String option) {
    return Path.of(option.substring(option.indexOf('=') + 1));
  }

  /** Starts the program and returns what it hands to Java. */
  private List<String> start(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(program.resolve("bin/tagwright").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
    builder.environment().remove("TAGWRIGHT_OPTS");
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    List<String> said = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
    return said;
  }
}
