package org.tagwright.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.metric.Metric;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;
import org.tagwright.run.SampleEvents;
import org.tagwright.ui.common.plot.PlotMark;
import org.tagwright.ui.common.plot.PlotSeries;
import org.tagwright.ui.common.plot.PlotSeries.Style;
import org.tagwright.ui.runs.RunCharts.Line;
import org.tagwright.ui.runs.RunCharts.Options;
import org.tagwright.ui.runs.RunCharts.Pace;
import org.tagwright.ui.runs.RunsOnDisk.End;

class RunChartsTest {
  private static final Options USUAL =
      new Options(false, 0.8, List.of(Metric.WEIGHTED_F1, Metric.MAP), Pace.IMAGES_PER_SECOND);

  @TempDir Path folder;
  private RunDetails run;

  @BeforeEach
  void write() {
    run = watched("2026-01-01_10-00-00-resnet18", "training.differential", "true");
  }

  private RunDetails watched(String name, String... settings) {
    ExperimentConfig config = RunsOnDisk.config(folder, settings);
    RunFolder written = new RunsOnDisk(folder).write(config, name, 60, 14, 6, End.NONE);
    return new RunDetails(
        written, config, RunState.read(written), RunStatus.INTERRUPTED, null, null);
  }

  private static RunCharts alone(RunDetails run, Options options) {
    return new RunCharts(List.of(new Line(run, 3, "this")), options);
  }

  @Test
  void theLossIsShownRawSmoothedAndValidated() {
    List<PlotSeries> lines = alone(run, USUAL).loss().series();
    assertThat(lines)
        .extracting(PlotSeries::name)
        .containsExactly("Training", "Training", "Validation");
    assertThat(lines.get(0).style()).isEqualTo(Style.FAINT);
    assertThat(lines.get(0).size()).isEqualTo(14 * 6 + 2);
    assertThat(lines.get(2).size()).isEqualTo(14);
  }

  @Test
  void aSpikeAmongMergedStepsIsStillDrawn() {
    double[] losses = new double[20_000];
    Arrays.fill(losses, 0.5);
    losses[1234] = 80;
    RunState state = new SampleEvents().started(1).steps(1, losses.length, losses).state();
    RunDetails spiky =
        new RunDetails(run.folder(), run.config(), state, RunStatus.INTERRUPTED, null, null);
    PlotSeries raw = alone(spiky, USUAL).loss().series().get(0);
    assertThat(state.steps().stepsPerBucket()).isGreaterThan(1);
    assertThat(IntStream.range(0, raw.size()).mapToDouble(raw::y)).contains(80.0, 0.5);
  }

  @Test
  void unfreezingMilestonesThatPassedAndTheBestEpochAreMarked() {
    assertThat(alone(run, USUAL).scores().marks())
        .extracting(PlotMark::label)
        .containsExactly("unfreeze", "×0.1", "best");
    assertThat(alone(run, USUAL).loss().bands()).hasSize(1);
    PlotMark best = alone(run, USUAL).scores().marks().get(2);
    assertThat(best.y()).isEqualTo(run.state().bestScore().orElseThrow());
  }

  @Test
  void theBackbonesRateBeginsWhenItThaws() {
    List<PlotSeries> lines = alone(run, USUAL).rates().series();
    assertThat(lines).extracting(PlotSeries::name).containsExactly("Head", "Backbone");
    assertThat(lines.get(0).x(0)).isZero();
    assertThat(lines.get(1).x(0)).isEqualTo(3);
  }

  @Test
  void overTimeTheAxisCountsSecondsFromTheStart() {
    Options time = new Options(true, 0, USUAL.metrics(), Pace.WAITING);
    PlotSeries validation = alone(run, time).loss().series().get(1);
    assertThat(validation.x(0)).isEqualTo(6 * 0.9);
    assertThat(validation.x(13)).isEqualTo(3 * 6 * 0.9 + 11 * 6 * 2.4);
    assertThat(alone(run, time).pace().series().get(0).y(0)).isBetween(0.0, 100.0);
  }

  @Test
  void ofSeveralRunsEachHasAColourAndOneMetricIsCompared() {
    RunDetails other = watched("2026-01-02_10-00-00-resnet18");
    RunCharts both =
        new RunCharts(List.of(new Line(run, 0, "this"), new Line(other, 5, "other")), USUAL);
    assertThat(both.scores().series()).extracting(PlotSeries::color).containsExactly(0, 5);
    assertThat(both.loss().series())
        .extracting(PlotSeries::style)
        .containsExactly(Style.DASHED, Style.LINE, Style.DASHED, Style.LINE);
    assertThat(both.scores().series()).extracting(PlotSeries::name).doesNotHaveDuplicates();
  }

  @Test
  void aRunWithoutEventsDrawsNothing() {
    RunDetails empty =
        new RunDetails(run.folder(), run.config(), RunState.empty(), RunStatus.QUEUED, null, null);
    assertThat(alone(empty, USUAL).loss().series()).isEmpty();
    assertThat(alone(empty, USUAL).rates().series()).isEmpty();
  }
}
