package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.FaultyDisk;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.OutputSettings;

class RunFolderTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 5, 4, 12, 0, 9);

  @TempDir Path temp;

  @Test
  void nameIsTimeAndBackbone() {
    assertThat(RunFolder.create(temp, "vgg16", NOON).name()).isEqualTo("2026-05-04_12-00-09-vgg16");
  }

  @Test
  void runsOfOneSecondGetFoldersOfTheirOwn() throws Exception {
    Set<String> names = new ConcurrentSkipListSet<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<Boolean> create = () -> names.add(RunFolder.create(temp, "vgg16", NOON).name());
    for (var made : threads.invokeAll(java.util.Collections.nCopies(20, create))) {
      assertThat(made.get()).isTrue();
    }
    threads.shutdown();
    assertThat(names).hasSize(20).contains("2026-05-04_12-00-09-vgg16-20");
  }

  @Test
  void configurationIsWrittenOnce() {
    ExperimentConfig config =
        ConfigJson.with(ExperimentConfig.defaults(), "output.runs", temp.toString());
    RunFolder folder = RunFolder.create(config);
    assertThat(folder.config()).isEqualTo(config);
    assertThat(RunFolder.open(folder.path())).isEqualTo(folder);
    assertThatThrownBy(() -> folder.writeConfig(config)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void folderWithoutConfigurationIsNoRun() {
    assertThatThrownBy(() -> RunFolder.open(temp))
        .isInstanceOf(TagwrightException.class)
        .hasMessage(temp + " is not a run folder: it holds no config.json");
  }

  @Test
  void runsFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> RunFolder.create(file, "vgg16"))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void requestsComeAndGo() {
    RunRequests requests = RunFolder.create(temp, "vgg16").requests();
    assertThat(requests.stopRequested()).isFalse();
    requests.requestStop();
    requests.requestPause();
    requests.requestPause();
    assertThat(requests.stopRequested()).isTrue();
    assertThat(requests.pauseRequested()).isTrue();
    requests.clearPause();
    assertThat(requests.pauseRequested()).isFalse();
    assertThat(requests.stopRequested()).isTrue();
    requests.clear();
    assertThat(requests.stopRequested()).isFalse();
  }

  @Test
  void requestsFromBeforeTheProcessAreStale() throws Exception {
    RunFolder folder = RunFolder.create(temp, "vgg16");
    folder.requests().requestStop();
    folder.requests().requestPause();
    Files.setLastModifiedTime(
        folder.pauseRequest(), java.nio.file.attribute.FileTime.fromMillis(1_000_000));
    folder.requests().clearStale();
    assertThat(folder.requests().stopRequested()).isTrue();
    assertThat(folder.requests().pauseRequested()).isFalse();
  }

  @Test
  void onAFullDiskNoEmptyFolderIsLeft() {
    FaultyDisk full =
        new FaultyDisk(
            temp,
            (change, file) -> {
              if (change == FaultyDisk.Change.WRITE) {
                throw new IOException("No space left on device");
              }
            });
    ExperimentConfig config =
        ExperimentConfig.defaults().with(OutputSettings.RUNS, full.path(temp.resolve("runs")));
    assertThatThrownBy(() -> RunFolder.create(config))
        .hasMessageContaining("config.json: the disk is full");
    assertThat(temp.resolve("runs")).isEmptyDirectory();
  }
}
