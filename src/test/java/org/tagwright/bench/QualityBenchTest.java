package org.tagwright.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.bench.QualityBench.Sizes;
import org.tagwright.bench.QualityReport.Outcome;
import org.tagwright.common.Progress;

/** The comparison as small as it gets; what it finds is noise. */
class QualityBenchTest {
  private static final Sizes TINY = new Sizes(24, 1, 24, 0.5, 48, 32, 3);
  @TempDir Path folder;

  @Test
  void theBestWayIsTriedOnceMoreWithPosWeightAndTheStartingNetworkIsTrainedOnce()
      throws IOException {
    FineTuning frozenFirst = FineTuning.all().get(5);
    assertThat(frozenFirst.name()).isEqualTo("backbone 1e-3, head 1e-2, frozen first");
    QualityReport result = bench().run(List.of(frozenFirst));

    assertThat(result.outcomes())
        .extracting(Outcome::variant)
        .containsExactly(frozenFirst, frozenFirst.balanced());
    assertThat(result.floor()).isBetween(0.1, 0.99);
    assertThat(result.outcomes().get(0).trials())
        .singleElement()
        .satisfies(
            trial -> {
              assertThat(trial.weightedF1()).isBetween(0.0, 1.0);
              assertThat(trial.bestEpoch()).isBetween(1, 2);
              assertThat(trial.seconds()).isPositive();
            });
    JsonNode json = result.toJson();
    assertThat(json.at("/variants/1/settings/training.posWeight").asText()).isEqualTo("balanced");
    assertThat(json.at("/machine/processor").asText()).isNotEmpty();
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      // Only the starting network's run keeps what it takes to go on.
      assertThat(files.filter(f -> f.toString().endsWith(".pt"))).hasSize(1);
    }

    Path start = startFile();
    FileTime trained = Files.getLastModifiedTime(start);
    bench().run(List.of(frozenFirst));
    assertThat(Files.getLastModifiedTime(startFile())).isEqualTo(trained);
  }

  private QualityBench bench() {
    return new QualityBench(folder, TINY, 2, 1, Progress.NONE, run -> {});
  }

  @Test
  void anInterruptedComparisonLeavesNoRunAndNoNetworkToStartFrom() throws IOException {
    AtomicBoolean interrupted = new AtomicBoolean();
    Progress progress =
        new Progress() {
          @Override
          public void update(String what, long done, long total) {}

          @Override
          public boolean cancelled() {
            return interrupted.get();
          }
        };
    QualityBench bench =
        new QualityBench(
            folder,
            TINY,
            2,
            1,
            progress,
            run -> {
              if (run != null) {
                interrupted.set(true);
                run.requests().requestStop();
              }
            });
    assertThatThrownBy(bench::run).isInstanceOf(CancellationException.class);
    assertThat(folder.resolve("runs")).isEmptyDirectory();
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.startsWith("start-") || name.startsWith(".tagwright-part"));
    }
  }

  private Path startFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("start-24-.*\\.pt"))
          .findFirst()
          .orElseThrow();
    }
  }
}
