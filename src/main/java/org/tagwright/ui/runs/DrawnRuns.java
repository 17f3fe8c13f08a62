package org.tagwright.ui.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.run.RunNames;

/**
 * Which runs the charts draw, each in a colour of its own: the selected one and those laid over.
 */
final class DrawnRuns {
  private static final int COLORS = 8;

  private final List<RunItem> all;
  private final List<RunItem> laidOver = new ArrayList<>();

  /**
   * @param all the runs there are; looked at anew each time
   */
  DrawnRuns(List<RunItem> all) {
    this.all = all;
  }

  /** The run that was looked at goes; those that the person laid over it stay. */
  void select(RunItem old, RunItem item) {
    if (old != null && old.shown() && !old.equals(item) && !laidOver.contains(old)) {
      old.colorProperty().set(RunItem.NOT_SHOWN);
    }
    color(item);
  }

  /** Lays a run over the selected one, or takes it away again. */
  void toggle(RunItem item, RunItem selected) {
    if (!laidOver.remove(item)) {
      laidOver.add(item);
      color(item);
    } else if (item != selected) {
      item.colorProperty().set(RunItem.NOT_SHOWN);
    }
  }

  private void color(RunItem item) {
    if (item != null && !item.shown()) {
      item.colorProperty().set(freeColor());
    }
  }

  private int freeColor() {
    return IntStream.range(0, COLORS)
        .filter(color -> all.stream().noneMatch(run -> run.colorProperty().get() == color))
        .findFirst()
        .orElse(0);
  }

  /** The lines of the runs that were read; two of one name are told apart by when they began. */
  List<RunCharts.Line> lines(List<RunDetails> read, RunNames names) {
    List<String> titles =
        read.stream().map(run -> RunWords.title(names, run.folder(), run.config())).toList();
    List<RunCharts.Line> lines = new ArrayList<>();
    for (RunDetails run : read) {
      String title = titles.get(read.indexOf(run));
      boolean twice = Collections.frequency(titles, title) > 1;
      String name = twice ? title + ", " + RunWords.started(run.folder()) : title;
      all.stream()
          .filter(item -> item.path().equals(run.folder().path()))
          .map(item -> new RunCharts.Line(run, Math.max(0, item.colorProperty().get()), name))
          .forEach(lines::add);
    }
    return lines;
  }

  /** The folders of the runs to draw, the selected one first. */
  List<Path> paths(RunItem selected) {
    laidOver.retainAll(all);
    List<Path> paths = new ArrayList<>();
    if (selected != null) {
      paths.add(selected.path());
    }
    laidOver.stream().filter(run -> run != selected).forEach(run -> paths.add(run.path()));
    return paths;
  }
}
