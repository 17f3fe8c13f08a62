package org.tagwright.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.Notes;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.results.CheckpointScan.Found;

class CheckpointScanTest {
  @TempDir Path root;

  @Test
  void everyCheckpointBecomesARowWithItsBestEpochsScoresAndItsConfiguration() {
    SavedCheckpoint.ours(root.resolve("resnet18/a.pt"), "resnet18", 0.61, 32);
    CheckpointRow row = scan().rows().get(0);
    assertThat(row.values())
        .containsEntry("file", "resnet18/a.pt")
        .containsEntry("model", "resnet18")
        .containsEntry("f1", 0.61)
        .containsEntry("selected_by", "weighted_f1")
        .containsEntry("weighted_f1", 0.61)
        .containsEntry("map", 0.61 + 0.05)
        .containsEntry("threshold", 0.45)
        .containsEntry("epoch", 7.0)
        .containsEntry("epochs", 18.0)
        .containsEntry("batch_size", 32.0)
        .containsEntry("lr_milestones", "12 16")
        .containsEntry("use_differential_lr", false)
        .containsEntry("run", "20260101-resnet18")
        .containsEntry("pos_weight", "balanced")
        .containsEntry("image_size", 224.0)
        .containsEntry("data.onProblem", "stop")
        .doesNotContainKeys("training.batchSize", "model_name", "best_val_f1");
  }

  @Test
  void notesBesideACheckpointAreColumnsThatAFilterKnows() {
    Path file = root.resolve("a.pt");
    SavedCheckpoint.ours(file, "resnet18", 0.61, 32);
    SavedCheckpoint.ours(root.resolve("b.pt"), "resnet18", 0.5, 32);
    CheckpointScan scan = new CheckpointScan();
    scan.scan(root, found -> {}, () -> false);
    new Notes("for the paper", List.of("baseline", "late"), true, false).write(file);
    // The same scan sees it although the checkpoint has not changed.
    CheckpointTable table =
        CheckpointTable.of(scan.scan(root, found -> {}, () -> false).rows())
            .where("tags = late starred = true");
    assertThat(table.rows())
        .singleElement()
        .satisfies(row -> assertThat(row.get("note")).isEqualTo("for the paper"));
    Notes.NONE.write(file);
    assertThat(Notes.fileOf(file)).doesNotExist();
    assertThat(Notes.read(file)).isEqualTo(Notes.NONE);
  }

  @Test
  void checkpointsOfTheOlderProjectAreRowsToo() {
    SavedCheckpoint.older(root.resolve("vgg16/old.pt"), "vgg16", 0.5);
    CheckpointRow row = scan().rows().get(0);
    assertThat(row.values())
        .containsEntry("f1", 0.5)
        .containsEntry("model", "vgg16")
        .doesNotContainKeys("selected_by", "seed");
  }

  @Test
  void onlyTheLearningRatesInForceAreShown() {
    SavedCheckpoint.ours(root.resolve("one.pt"), "resnet18", 0.6, 32);
    SavedCheckpoint.withTwoRates(root.resolve("two.pt"), 2e-5, 3e-3);
    List<CheckpointRow> rows = scan().rows();
    assertThat(row(rows, root.resolve("one.pt")).values())
        .containsEntry("learning_rate", 1e-4)
        .doesNotContainKeys("backbone_base_lr", "head_base_lr");
    assertThat(row(rows, root.resolve("two.pt")).values())
        .containsEntry("backbone_base_lr", 2e-5)
        .containsEntry("head_base_lr", 3e-3)
        .doesNotContainKeys("learning_rate");
    assertThat(CheckpointTable.of(rows).where("lr head > 1e-3").rows()).hasSize(1);
  }

  @Test
  void settingsWithoutEffectAreNotShown() {
    ExperimentConfig config = ExperimentConfig.defaults();
    SavedCheckpoint.of(root.resolve("on.pt"), config);
    config = ConfigJson.with(config, "training.freezeBackboneAtStart", "false");
    config = ConfigJson.with(config, "earlyStopping.enabled", "false");
    config = ConfigJson.with(config, "model.startFrom", "/weights.pt");
    SavedCheckpoint.of(root.resolve("off.pt"), config);
    String[] depending = {
      "unfreeze_backbone_epoch", "early_stopping_patience", "early_stopping_min_delta", "pretrained"
    };
    List<CheckpointRow> rows = scan().rows();
    assertThat(row(rows, root.resolve("on.pt")).values())
        .containsKeys(depending)
        .containsKeys("lr_decay_factor", "th_multi_label");
    assertThat(row(rows, root.resolve("off.pt")).values())
        .containsEntry("freeze_backbone_at_start", false)
        .containsEntry("early_stopping_enabled", false)
        .containsKey("start_from")
        .doesNotContainKeys(depending);
  }

  @Test
  void theCopyOfTheBestIsLeftOutUnlessNothingElseIsThere() throws Exception {
    SavedCheckpoint.ours(root.resolve("best_model.pt"), "resnet18", 0.6, 32);
    assertThat(files(scan())).containsExactly("best_model.pt");
    SavedCheckpoint.ours(root.resolve("resnet18/a.pt"), "resnet18", 0.6, 32);
    assertThat(files(scan())).containsExactly("resnet18/a.pt");
  }

  @Test
  void unreadableFilesAreListedWithTheReason() throws Exception {
    SavedCheckpoint.ours(root.resolve("good.pt"), "resnet18", 0.6, 32);
    Files.writeString(root.resolve("bad.pt"), "hello");
    Files.writeString(root.resolve("notes.txt"), "no checkpoint by its name");
    Found found = scan();
    assertThat(files(found)).containsExactly("good.pt");
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().get(0).file()).isEqualTo(root.resolve("bad.pt"));
    assertThat(found.unreadable().get(0).reason()).contains("neither PyTorch's zip format");
  }

  @Test
  void theGlobChoosesBelowTheRoot() {
    SavedCheckpoint.ours(root.resolve("resnet18/a.pt"), "resnet18", 0.6, 32);
    SavedCheckpoint.ours(root.resolve("vgg16/b.pt"), "vgg16", 0.6, 32);
    SavedCheckpoint.ours(root.resolve("c.pt"), "vgg16", 0.6, 32);
    assertThat(files(scan())).containsExactlyInAnyOrder("resnet18/a.pt", "vgg16/b.pt", "c.pt");
    Found some = new CheckpointScan(1).scan(root, "vgg*/*.pt", f -> {}, () -> false);
    assertThat(files(some)).containsExactly("vgg16/b.pt");
  }

  @Test
  void aMissingFolderAndAWrongGlobAreExplained() throws Exception {
    CheckpointScan scan = new CheckpointScan(1);
    assertThatThrownBy(() -> scan.scan(root.resolve("no"), "**/*.pt", f -> {}, () -> false))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("There is no folder");
    Path file = Files.writeString(root.resolve("file"), "");
    assertThatThrownBy(() -> scan.scan(file, "**/*.pt", f -> {}, () -> false))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("is a file");
    assertThatThrownBy(() -> scan.scan(root, "[", f -> {}, () -> false))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("pattern \"[\" is wrong");
  }

  @Test
  void aSecondScanReadsOnlyWhatChanged() throws Exception {
    Path a = SavedCheckpoint.ours(root.resolve("a.pt"), "resnet18", 0.6, 32);
    Path b = SavedCheckpoint.ours(root.resolve("b.pt"), "resnet18", 0.6, 32);
    CheckpointScan scan = new CheckpointScan(2);
    List<CheckpointRow> first = scan.scan(root, "**/*.pt", f -> {}, () -> false).rows();
    SavedCheckpoint.ours(b, "resnet18", 0.9, 32);
    Files.setLastModifiedTime(b, FileTime.from(Instant.now().plusSeconds(5)));
    List<CheckpointRow> second = scan.scan(root, "**/*.pt", f -> {}, () -> false).rows();
    assertThat(row(second, a)).isSameAs(row(first, a));
    assertThat(row(second, b).get("f1")).isEqualTo(0.9);
    Files.delete(a);
    assertThat(scan.scan(root, "**/*.pt", f -> {}, () -> false).rows()).hasSize(1);
  }

  @Test
  void batchesAddUpToTheWholeAndACancelledScanEndsEarly() {
    for (int i = 0; i < 50; i++) {
      SavedCheckpoint.ours(root.resolve(i + ".pt"), "resnet18", 0.6, 32);
    }
    List<CheckpointRow> told = new ArrayList<>();
    Found all =
        new CheckpointScan(2).scan(root, "**/*.pt", f -> told.addAll(f.rows()), () -> false);
    assertThat(told).isEqualTo(all.rows()).hasSize(50);
    AtomicInteger asked = new AtomicInteger();
    Found some =
        new CheckpointScan(2).scan(root, "**/*.pt", f -> {}, () -> asked.incrementAndGet() > 10);
    assertThat(some.rows()).hasSizeLessThan(50);
  }

  @Test
  @Tag("long")
  void tenThousandCheckpointsAreScannedInTwoSeconds() throws Exception {
    // Hard links to ten files: as many opens and reads as ten thousand files, without their room.
    for (int folder = 0; folder < 10; folder++) {
      Path first = SavedCheckpoint.large(root.resolve(folder + "/0.pt"), folder / 10.0);
      for (int i = 1; i < 1000; i++) {
        Files.createLink(root.resolve(folder + "/" + i + ".pt"), first);
      }
    }
    // Processor time, of which two threads have four seconds in two: the machine may be busy.
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long bestMillis = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      long cpu = system.getProcessCpuTime();
      long start = System.nanoTime();
      Found found = new CheckpointScan(2).scan(root, "**/*.pt", f -> {}, () -> false);
      long cpuMillis = (system.getProcessCpuTime() - cpu) / 1_000_000;
      bestMillis = Math.min(bestMillis, cpuMillis);
      System.out.printf(
          "scan of 10,000 checkpoints: %d ms, processor %d ms%n",
          (System.nanoTime() - start) / 1_000_000, cpuMillis);
      assertThat(found.rows()).hasSize(10_000);
    }
    assertThat(bestMillis).isLessThan(4000);
  }

  private Found scan() {
    return new CheckpointScan(2).scan(root, CheckpointScan.DEFAULT_GLOB, f -> {}, () -> false);
  }

  private static List<String> files(Found found) {
    return found.rows().stream().map(r -> (String) r.get("file")).toList();
  }

  private static CheckpointRow row(List<CheckpointRow> rows, Path file) {
    return rows.stream().filter(r -> r.file().equals(file)).findFirst().orElseThrow();
  }
}
