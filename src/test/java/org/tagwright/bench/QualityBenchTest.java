package org.tagwright.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.bench.Ladder.Regime;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.run.RunFolder;

/** The benchmark as small as it gets; what it finds is noise. */
class QualityBenchTest {
  private static final QualitySizes TINY = new QualitySizes(24, 12, 3, 48, 32, 16, 1);
  private static final Map<String, String> NO_DECAY = Map.of("training.milestones", "[]");
  private static final Ladder LADDER =
      new Ladder(
          Map.of(
              "scratch", new Regime(1, false, NO_DECAY, List.of("balanced")),
              "tuning", new Regime(1, true, NO_DECAY, List.of())),
          Map.of(
              "balanced", Map.of("training.posWeight", "balanced"),
              "misspelled", Map.of("training.emma", "0.99")));

  @TempDir Path folder;
  private final List<String> started = new ArrayList<>();

  private List<String> run(String regime, String variants, int seeds) {
    return new QualityBench(
            folder,
            LADDER,
            TINY,
            1,
            Progress.NONE,
            run -> {
              if (run != null) {
                started.add(run.name());
              }
            })
        .run(List.of(regime), List.of(variants), seeds, results(), () -> false);
  }

  private Path results() {
    return folder.resolve("quality.jsonl");
  }

  @Test
  void whatHasFinishedIsNotRunAgain() throws IOException {
    assertThat(run("scratch", "classic", 1)).isEmpty();
    assertThat(started).hasSize(1);
    QualityTrial first = TrialLog.read(results()).get(0);
    assertThat(first.map()).singleElement().satisfies(m -> assertThat(m).isBetween(0.01, 1.0));
    assertThat(first.cpuSeconds()).isPositive();

    assertThat(run("scratch", "ladder", 1)).isEmpty();
    assertThat(started).hasSize(2);
    assertThat(run("scratch", "ladder", 1)).isEmpty();
    assertThat(started).hasSize(2);
    assertThat(TrialLog.read(results()))
        .extracting(QualityTrial::ingredients)
        .containsExactly(List.of(), List.of("balanced"));
    assertThat(folder.resolve("runs")).isEmptyDirectory();
    assertThat(weights()).as("such as the copy of the best model").hasSizeLessThan(2);
  }

  @Test
  void fineTuningStartsFromABackboneThatIsTrainedOnce() throws IOException {
    assertThat(run("tuning", "classic", 2)).isEmpty();
    assertThat(started).as("the start and two seeds").hasSize(3);
    assertThat(TrialLog.read(results())).extracting(t -> t.key().seed()).containsExactly(1L, 2L);
    assertThat(weights()).anyMatch(name -> name.startsWith("start-16-"));
  }

  @Test
  void anUnknownSettingIsNamedBeforeAnythingIsRun() {
    assertThatThrownBy(() -> run("scratch", "alone", 1))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("classic + misspelled")
        .hasMessageContaining("training.emma: there is no such field");
    assertThat(started).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anInterruptedTrialLeavesNoRunAndNoResult() {
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
        new QualityBench(folder, LADDER, TINY, 1, progress, run -> stop(run, interrupted));
    assertThatThrownBy(
            () -> bench.run(List.of("scratch"), List.of("classic"), 1, results(), () -> false))
        .isInstanceOf(CancellationException.class);
    assertThat(folder.resolve("runs")).isEmptyDirectory();
    assertThat(TrialLog.read(results())).isEmpty();
  }

  private static void stop(RunFolder run, AtomicBoolean interrupted) {
    if (run != null) {
      interrupted.set(true);
      run.requests().requestStop();
    }
  }

  private List<String> weights() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pt"))
          .toList();
    }
  }
}
