package org.tagwright.ui.common.plot;

import java.util.List;
import java.util.TreeSet;

/** A plot's lines as a table: a row for each x, a column for each line. */
final class PlotCsv {
  private PlotCsv() {}

  static String of(String xName, List<PlotSeries> lines) {
    List<PlotSeries> columns =
        lines.stream().filter(line -> line.style() != PlotSeries.Style.FAINT).toList();
    TreeSet<Double> xs = new TreeSet<>();
    for (PlotSeries line : columns) {
      for (int i = 0; i < line.size(); i++) {
        xs.add(line.x(i));
      }
    }
    StringBuilder text = new StringBuilder(quoted(xName));
    columns.forEach(line -> text.append(',').append(quoted(line.name())));
    text.append('\n');
    for (double x : xs) {
      text.append(number(x));
      for (PlotSeries line : columns) {
        int i = line.firstAtOrAfter(x);
        boolean here = i < line.size() && line.x(i) == x && Double.isFinite(line.y(i));
        text.append(',').append(here ? number(line.y(i)) : "");
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String quoted(String text) {
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }
}
