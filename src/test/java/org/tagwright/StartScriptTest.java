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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/tagwright} asks of Java; a script that says its arguments stands in for it. */
@DisabledOnOs(OS.WINDOWS)
final class StartScriptTest {
  private static final String KEEP = "-Dtagwright.classes.keep=";

  @TempDir Path folder;
  private Path program;
  private Path java;
  private Path home;
  private final Map<String, String> environment = new HashMap<>();

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
  void firstWindowKeepsItsClassesAndTheSecondTakesThem() throws Exception {
    List<String> first = start();
    assertThat(first).contains("-XX:+RecordDynamicDumpInfo");
    Path archive = path(option(first, KEEP));
    assertThat(archive).hasParentRaw(home.resolve(".cache/tagwright"));

    Files.createFile(archive);
    List<String> second = start();
    assertThat(path(option(second, "-XX:SharedArchiveFile="))).isEqualTo(archive);
    assertThat(second).noneMatch(option -> option.startsWith(KEEP));
  }

  @Test
  void classesOlderThanTheProgramAreMadeAnew() throws Exception {
    Files.createFile(path(option(start(), KEEP)));
    Files.setLastModifiedTime(
        program.resolve("lib/tagwright-1.jar"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(start()).anyMatch(option -> option.startsWith(KEEP));
  }

  @Test
  void eachJavaHasClassesOfItsOwn() throws Exception {
    String first = option(start(), KEEP);
    version("17.0.16");
    assertThat(option(start(), KEEP)).isNotEqualTo(first);
  }

  @Test
  void aProgramOfAnotherContentHasClassesOfItsOwnThoughItLooksAsOld() throws Exception {
    String first = option(start(), KEEP);
    Path jar = program.resolve("lib/tagwright-1.jar");
    FileTime age = Files.getLastModifiedTime(jar);
    Files.writeString(jar, "other classes");
    Files.setLastModifiedTime(jar, age);
    assertThat(option(start(), KEEP)).isNotEqualTo(first);
  }

  @Test
  void aTrainingHasTheSameClassesHoweverItIsBegun() throws Exception {
    String place = option(start(), "-Dtagwright.classes=");
    for (String command : List.of("train", "resume")) {
      List<String> options = start(command, "config.json");
      assertThat(option(options, "-Dtagwright.classes=")).isEqualTo(place);
      assertThat(path(option(options, KEEP))).isEqualTo(Path.of(path(place) + "-train.jsa"));
    }
    assertThat(start("sweep", "sweep.json"))
        .contains(place)
        .noneMatch(option -> option.startsWith(KEEP));
    assertThat(path(option(start("bench", "scan"), KEEP)))
        .isEqualTo(Path.of(path(place) + "-scan.jsa"));
    assertThat(start("bench", "train"))
        .contains(place)
        .noneMatch(option -> option.startsWith(KEEP));
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
  void shortCommandsGoWithout() throws Exception {
    assertThat(start("data", "check", "--root", "my data"))
        .noneMatch(StartScriptTest::isSharing)
        .endsWith("org.tagwright.Main", "data", "check", "--root", "my data");
  }

  @Test
  void whatIsOverSoonIsCompiledQuicklyAndMeasuredSo() throws Exception {
    for (List<String> command : List.of(List.of("results"), List.of("bench", "scan"))) {
      assertThat(start(command.toArray(String[]::new))).contains("-XX:TieredStopAtLevel=1");
    }
    assertThat(start("bench", "train")).noneMatch(option -> option.contains("TieredStopAtLevel"));
  }

  @Test
  void aTrainingGetsASmallYoungGeneration() throws Exception {
    assertThat(start("train", "config.json")).contains("-XX:MaxNewSize=96m");
    assertThat(start("resume", "run")).contains("-XX:MaxNewSize=96m");
    assertThat(start("predict")).noneMatch(option -> option.contains("NewSize"));
  }

  @Test
  void theWindowGivesBackWhatItDoesNotUse() throws Exception {
    assertThat(start()).contains("-XX:MaxHeapFreeRatio=20", "-XX:G1PeriodicGCInterval=60000");
    assertThat(start("train", "config.json")).noneMatch(option -> option.contains("FreeRatio"));
  }

  @Test
  void theHeapGrowsWithTheMachineUnlessThePersonSetsIt() throws Exception {
    assertThat(start("train", "config.json"))
        .contains("-XX:MaxRAMPercentage=25")
        .noneMatch(option -> option.startsWith("-Xmx"));
    environment.put("TAGWRIGHT_OPTS", "-Xmx4g");
    assertThat(start("train", "config.json"))
        .containsSubsequence("-XX:MaxRAMPercentage=25", "-Xmx4g");
  }

  @Test
  void aFileAloneOpensTheWindowOnIt() throws Exception {
    Path file = Files.createFile(folder.resolve("best model.pt"));
    assertThat(start(file.toString()))
        .contains("--module-path")
        .endsWith("org.tagwright.Main", file.toString());
    assertThat(start(folder.resolve("missing.pt").toString())).doesNotContain("--module-path");
    assertThat(start("train", file.toString())).doesNotContain("--module-path");
  }

  @Test
  void theInstalledProgramTakesTheJavaAndTheLibrariesThatLieBesideIt() throws Exception {
    Path bundled = Files.createDirectories(program.resolve("lib/runtime"));
    Files.move(java.resolve("bin"), bundled.resolve("bin"));
    Files.move(program.resolve("lib/javafx"), program.resolve("lib/javafx.moved"));
    Path app = Files.createDirectories(program.resolve("lib/app"));
    Files.move(program.resolve("lib/javafx.moved"), app.resolve("javafx"));
    Files.createDirectories(app.resolve("pytorch/2.7.1"));
    Files.createFile(app.resolve("classes-window.jsa"));
    Files.createFile(app.resolve("classes-train.jsa"));
    environment.put("JAVA_HOME", "/nowhere");
    Files.writeString(
        bundled.resolve("bin/java"),
        "#!/bin/sh\nfor one in \"$@\" \"$PYTORCH_LIBRARY_PATH\" \"$PYTORCH_VERSION\"; do echo"
            + " \"$one\"; done\n");

    List<String> window = start();
    assertThat(window)
        .contains("-XX:SharedArchiveFile=" + app.resolve("classes-window.jsa"))
        .contains(app.resolve("javafx").toString())
        .endsWith(app.resolve("pytorch/2.7.1").toString(), "2.7.1")
        .noneMatch(option -> option.startsWith(KEEP));
    assertThat(start("train", "config.json"))
        .contains("-XX:SharedArchiveFile=" + app.resolve("classes-train.jsa"));
    assertThat(start("bench", "scan"))
        .noneMatch(option -> option.contains("SharedArchiveFile") || option.startsWith(KEEP));
  }

  @Test
  void aLocaleThatIsNotInstalledIsReplacedByOneWithUtf8() throws Exception {
    environment.put("LANG", "xx_XX.UTF-8");
    Files.writeString(java.resolve("bin/java"), "#!/bin/sh\necho \"${LC_ALL:-none}\"\n");
    assertThat(start("train")).containsExactly("C.UTF-8");
  }

  @Test
  void aFolderWithAColonIsNamedAsTheProblem() throws Exception {
    Path colon = folder.resolve("a:b");
    Files.move(program, colon);
    Process process =
        new ProcessBuilder(colon.resolve("bin/tagwright").toString(), "train")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains("':'", "rename", colon.toString());
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private void version(String version) throws IOException {
    Files.writeString(java.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  private static boolean isSharing(String option) {
    return Stream.of("Archive", "DynamicDump", "-Xlog", "tagwright.classes")
        .anyMatch(option::contains);
  }

  private static String option(List<String> options, String start) {
    return options.stream().filter(option -> option.startsWith(start)).findFirst().orElseThrow();
  }

  private static Path path(String option) {
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
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    List<String> said = new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
    return said;
  }
}
