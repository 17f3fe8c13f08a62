package org.tagwright.ui.runs;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.tagwright.metric.Metric;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.plot.PlotAxis;
import org.tagwright.ui.common.plot.PlotContent;
import org.tagwright.ui.common.plot.PlotLink;
import org.tagwright.ui.common.plot.PlotRange;
import org.tagwright.ui.runs.RunCharts.Line;
import org.tagwright.ui.runs.RunCharts.Options;
import org.tagwright.ui.runs.RunCharts.Pace;

/** What the charts show and how the person wants it; the choices are remembered. */
public final class ChartsModel {
  private static final List<String> USUAL = List.of("weighted_f1", "macro_f1", "map");

  private final PlotLink link = new PlotLink();
  private final BooleanProperty overTime = new SimpleBooleanProperty();
  private final DoubleProperty smoothing = new SimpleDoubleProperty();
  private final ObservableList<Metric> metrics = FXCollections.observableArrayList();
  private final ObjectProperty<Pace> pace = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<PlotContent> loss = empty();
  private final ReadOnlyObjectWrapper<PlotContent> scores = empty();
  private final ReadOnlyObjectWrapper<PlotContent> rates = empty();
  private final ReadOnlyObjectWrapper<PlotContent> paces = empty();
  private final ReadOnlyBooleanWrapper alone = new ReadOnlyBooleanWrapper(true);
  private List<Line> lines = List.of();

  ChartsModel(Settings settings) {
    overTime.set(settings.flag("runs.overTime", false));
    smoothing.set(settings.number("runs.smoothing", 0.8));
    pace.set(Pace.valueOf(settings.text("runs.pace", Pace.IMAGES_PER_SECOND.name())));
    List<String> chosen = settings.list("runs.metrics");
    for (String key : chosen.isEmpty() ? USUAL : chosen) {
      Metric.ofKey(key).ifPresent(metrics::add);
    }
    overTime.addListener(
        (all, was, now) -> {
          settings.put("runs.overTime", now);
          link.zoomProperty().set(null);
          draw();
        });
    smoothing.addListener(
        (all, was, now) -> {
          settings.put("runs.smoothing", now);
          draw();
        });
    pace.addListener(
        (all, was, now) -> {
          settings.put("runs.pace", now.name());
          draw();
        });
    metrics.addListener(
        (ListChangeListener<Metric>)
            change -> {
              settings.put("runs.metrics", metrics.stream().map(Metric::key).toList());
              draw();
            });
  }

  private static ReadOnlyObjectWrapper<PlotContent> empty() {
    return new ReadOnlyObjectWrapper<>(PlotContent.EMPTY);
  }

  void show(List<Line> newLines) {
    boolean others =
        newLines.isEmpty()
            || lines.isEmpty()
            || !newLines.get(0).run().folder().equals(lines.get(0).run().folder());
    if (others) {
      link.zoomProperty().set(null);
    }
    lines = newLines;
    alone.set(newLines.size() <= 1);
    draw();
  }

  private void draw() {
    link.xKindProperty().set(overTime.get() ? PlotAxis.Kind.DURATION : PlotAxis.Kind.WHOLE);
    RunCharts charts =
        new RunCharts(
            lines, new Options(overTime.get(), smoothing.get(), List.copyOf(metrics), pace.get()));
    loss.set(charts.loss());
    scores.set(charts.scores());
    rates.set(charts.rates());
    paces.set(charts.pace());
    link.wholeProperty().set(whole());
  }

  /** All charts begin at 0 and end together. */
  private PlotRange whole() {
    double end = 0;
    for (PlotContent content : List.of(loss.get(), scores.get(), rates.get(), paces.get())) {
      for (var series : content.series()) {
        if (series.size() > 0) {
          end = Math.max(end, series.x(series.size() - 1));
        }
      }
    }
    return end > 0 ? new PlotRange(0, overTime.get() ? end : Math.max(1, end)) : null;
  }

  /** Shows a metric or hides it, in the order of the metrics. */
  public void choose(Metric metric, boolean on) {
    List<Metric> chosen = new ArrayList<>();
    for (Metric each : Metric.values()) {
      if (each == metric ? on : metrics.contains(each)) {
        chosen.add(each);
      }
    }
    metrics.setAll(chosen);
  }

  public PlotLink link() {
    return link;
  }

  /** Whether one run is drawn, with a colour for each line; else each run has its own. */
  public ReadOnlyBooleanProperty aloneProperty() {
    return alone.getReadOnlyProperty();
  }

  public BooleanProperty overTimeProperty() {
    return overTime;
  }

  public DoubleProperty smoothingProperty() {
    return smoothing;
  }

  public ObservableList<Metric> metrics() {
    return metrics;
  }

  public ObjectProperty<Pace> paceProperty() {
    return pace;
  }

  public ReadOnlyObjectProperty<PlotContent> lossProperty() {
    return loss.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<PlotContent> scoresProperty() {
    return scores.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<PlotContent> ratesProperty() {
    return rates.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<PlotContent> pacesProperty() {
    return paces.getReadOnlyProperty();
  }
}
