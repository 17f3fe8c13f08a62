package org.tagwright.data.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.SplitMix;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetReport;
import org.tagwright.data.LabelSet;
import org.tagwright.data.demo.Glyphs.Glyph;
import org.tagwright.image.ImageProbe;

class DemoDatasetTest {
  private static final DemoDataset.Options SMALL = new DemoDataset.Options(40, 6, 64, 12, 42);

  @TempDir Path folder;

  private static DatasetReport check(Path root) {
    ExperimentConfig config =
        ConfigJson.with(ExperimentConfig.defaults(), "data.root", root.toString());
    return DatasetCheck.run(config.data(), ImageProbe.Depth.DECODE, Progress.NONE);
  }

  @Test
  void whatIsMadeIsACleanDataSetThatNamesTheClassesThatAppear() {
    DemoDataset.make(folder, SMALL, Progress.NONE);
    DatasetReport report = check(folder);
    assertThat(report.problems()).isEmpty();
    assertThat(report.index().size()).isEqualTo(40);
    List<String> names = report.index().labels().names();
    assertThat(names)
        .hasSize(12)
        .startsWith("person", "bicycle", "car")
        .isSubsetOf(LabelSet.COCO.names());
    assertThat(names.stream().map(LabelSet.COCO::indexOf)).isSorted();
    assertThat(folder.resolve("images/test-resized/000000100006.jpg")).isRegularFile();
    assertThat(folder.resolve("labels/test/000000100006.cls")).isRegularFile();
  }

  @Test
  void labelsMeanTheSameClassesHoweverManyAppear() throws Exception {
    DemoDataset.make(folder.resolve("some"), SMALL, Progress.NONE);
    LabelSet some = LabelSet.read(folder.resolve("some/classes.txt"));
    Cast cast = new Cast(Glyphs.first(SMALL.classes()), SMALL.difficulty());
    for (int number : List.of(1, 2, 3)) {
      List<String> drawn =
          Scene.draw(cast, SMALL.sizePixels(), SplitMix.of(SMALL.seed(), number)).classes().stream()
              .mapToObj(LabelSet.COCO::name)
              .toList();
      Path labels = folder.resolve("some/labels/train/00000000000" + number + ".cls");
      assertThat(Files.readAllLines(labels).stream().map(l -> some.name(Integer.parseInt(l))))
          .isEqualTo(drawn);
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws Exception {
    DemoDataset.make(folder.resolve("a"), SMALL, Progress.NONE);
    DemoDataset.make(folder.resolve("b"), SMALL, Progress.NONE);
    DemoDataset.make(
        folder.resolve("c"), new DemoDataset.Options(40, 6, 64, 12, 43), Progress.NONE);
    assertThat(digest(folder.resolve("a"))).isEqualTo(digest(folder.resolve("b")));
    assertThat(digest(folder.resolve("a"))).isNotEqualTo(digest(folder.resolve("c")));
  }

  @Test
  void pixelsAndLabelsAreTheSameOnEveryMachine() throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    Cast cast = new Cast(Glyphs.first(80), Difficulty.EASY);
    for (int i = 0; i < 60; i++) {
      Scene scene = Scene.draw(cast, 96, SplitMix.of(42, i));
      sha.update(scene.rgb());
      sha.update(scene.classes().toString().getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(HexFormat.of().formatHex(sha.digest(), 0, 8)).isEqualTo("fe9a8997aada6465");
  }

  @Test
  void hardPixelsAndLabelsAreTheSameOnEveryMachine() throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    Cast cast = new Cast(Glyphs.first(80), Difficulty.HARD);
    for (int i = 0; i < 40; i++) {
      Scene scene = HardScene.draw(cast, 96, i % 2 == 0, SplitMix.of(42, i));
      sha.update(scene.rgb());
      sha.update(scene.classes().toString().getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(HexFormat.of().formatHex(sha.digest(), 0, 8)).isEqualTo("b76e6e4460599927");
  }

  @Test
  void hardScenesHaveMoreClassesAndTheirTestImagesDifferInLight() {
    Cast cast = new Cast(Glyphs.first(60), Difficulty.HARD);
    int scenes = 200;
    double[] labels = new double[2];
    double[] brightnessSpread = new double[2];
    for (int part = 0; part < 2; part++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < scenes; i++) {
        // The same content: only whether it is a test image differs.
        Scene scene = HardScene.draw(cast, 48, part == 1, SplitMix.of(3, i));
        labels[part] += scene.classes().cardinality() / (double) scenes;
        double brightness = 0;
        for (byte channel : scene.rgb()) {
          brightness += (channel & 0xFF) / (double) scene.rgb().length;
        }
        sum += brightness / scenes;
        squares += brightness * brightness / scenes;
      }
      brightnessSpread[part] = Math.sqrt(squares - sum * sum);
    }
    assertThat(labels[0]).isBetween(2.2, 3.6);
    assertThat(labels[1]).isBetween(2.2, 3.6);
    assertThat(brightnessSpread[1]).isGreaterThan(1.2 * brightnessSpread[0]);
  }

  @Test
  void hardDataIsAnotherDataSetThanEasyDataOfTheSameSize() throws Exception {
    DemoDataset.make(folder, SMALL, Progress.NONE);
    String easy = digest(folder);
    assertThat(folder.resolve("demo-data.txt"))
        .hasContent(
            "Tagwright demo data, version 2\ntrain 40\ntest 6\nsize 64\nclasses 12\nseed 42\n");
    DemoDataset.make(
        folder, new DemoDataset.Options(40, 6, 64, 12, 42, Difficulty.HARD), Progress.NONE);
    assertThat(digest(folder)).isNotEqualTo(easy);
    assertThat(check(folder).problems()).isEmpty();
  }

  @Test
  void moreImagesLeaveTheEarlierOnesAsTheyWere() throws Exception {
    DemoDataset.make(folder.resolve("few"), SMALL, Progress.NONE);
    DemoDataset.make(
        folder.resolve("more"), new DemoDataset.Options(50, 6, 64, 12, 42), Progress.NONE);
    for (String file :
        List.of("images/train-resized/000000000040.jpg", "images/test-resized/000000100001.jpg")) {
      assertThat(folder.resolve("more").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("few").resolve(file));
    }
  }

  @Test
  void frequenciesHaveALongTailAndNoConstantAnswerScoresWell() {
    Cast cast = new Cast(Glyphs.first(20), Difficulty.EASY);
    int[] support = new int[80];
    int[][] together = new int[80][80];
    int labels = 0;
    int empty = 0;
    int scenes = 4000;
    for (int i = 0; i < scenes; i++) {
      int[] classes =
          cast.choose(SplitMix.of(7, i)).glyphs().stream()
              .mapToInt(Glyph::index)
              .distinct()
              .toArray();
      labels += classes.length;
      empty += classes.length == 0 ? 1 : 0;
      for (int a : classes) {
        support[a]++;
        for (int b : classes) {
          together[a][b]++;
        }
      }
    }
    int[] sorted = IntStream.of(support).filter(s -> s > 0).sorted().toArray();
    assertThat(sorted).hasSize(20);
    assertThat(sorted[19]).isGreaterThan(5 * sorted[0]).isLessThan(scenes / 3);
    assertThat(empty).isBetween(20, 120);
    assertThat(labels / (double) scenes).isBetween(1.7, 2.4);
    // Everything always: F1 of a class is 2p/(1 + p). The best constant answer is hardly better.
    double constant = 0;
    for (int s : support) {
      double p = s / (double) scenes;
      constant += s / (double) labels * 2 * p / (1 + p);
    }
    assertThat(constant).isLessThan(0.3);
    int banana = LabelSet.COCO.indexOf("banana");
    int apple = LabelSet.COCO.indexOf("apple");
    int car = LabelSet.COCO.indexOf("car");
    assertThat(together[banana][apple] / (double) support[apple])
        .isGreaterThan(3 * together[banana][car] / (double) support[car]);
  }

  @Test
  void everyClassHasAShape() {
    List<Glyph> glyphs = Glyphs.first(80);
    assertThat(glyphs.stream().map(Glyph::index).sorted().toList())
        .isEqualTo(IntStream.range(0, 80).boxed().toList());
    for (Glyph glyph : glyphs) {
      Mask mask = Mask.fill(glyph.outline(), 64, 64, 32, 32, 60, 1, 0, false);
      double area = 0;
      for (float covered : mask.coverage) {
        assertThat(covered).isBetween(0f, 1.0001f);
        area += covered;
      }
      assertThat(area / 3600).as(glyph.name()).isBetween(0.05, 0.95);
    }
    assertThat(Stream.of(Theme.values()).flatMap(t -> t.members(glyphs).stream()).distinct())
        .as("every class belongs to a theme")
        .hasSize(80);
  }

  @Test
  void aSecondCallWithTheSameOptionsDoesNothing() throws Exception {
    DemoDataset.make(folder, SMALL, Progress.NONE);
    Path image = folder.resolve("images/train-resized/000000000001.jpg");
    Object before = Files.getLastModifiedTime(image);
    DemoDataset.make(folder, SMALL, Progress.NONE);
    assertThat((Object) Files.getLastModifiedTime(image)).isEqualTo(before);
    DemoDataset.make(folder, new DemoDataset.Options(10, 2, 64, 12, 42), Progress.NONE);
    assertThat(check(folder).index().size()).isEqualTo(10);
  }

  @Test
  void otherDataAreNeverOverwritten() throws Exception {
    Path mine = Files.createDirectories(folder.resolve("images")).resolve("mine.jpg");
    Files.writeString(mine, "precious");
    assertThatThrownBy(() -> DemoDataset.make(folder, SMALL, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(folder.resolve("images").toString());
    assertThat(mine).hasContent("precious");
  }

  @Test
  void cancelLeavesNothingBehind() {
    Progress cancelled =
        new Progress() {
          private boolean begun;

          @Override
          public void update(String what, long done, long total) {
            begun = done > 0;
          }

          @Override
          public boolean cancelled() {
            return begun;
          }
        };
    assertThatThrownBy(
            () -> DemoDataset.make(folder, new DemoDataset.Options(200, 2, 64, 12, 42), cancelled))
        .isInstanceOf(CancellationException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThatThrownBy(() -> new DemoDataset.Options(1, 0, 64, 12, 1))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("--train");
    assertThatThrownBy(() -> new DemoDataset.Options(10, 0, 64, 81, 1))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("--classes must be 2 to 80, not 81");
  }

  private static String digest(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.endsWith("demo-data.txt")) {
          sha.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
          sha.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
