package org.tagwright.ui.common.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVPrinter;
import org.tagwright.common.CsvFile;

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
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv = new CSVPrinter(text, CsvFile.LINES)) {
      csv.print(xName);
      csv.printRecord(columns.stream().map(PlotSeries::name));
      for (double x : xs) {
        csv.print(number(x));
        csv.printRecord(columns.stream().map(line -> valueAt(line, x)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a StringBuilder takes everything", e);
    }
    return text.toString();
  }

  /** Empty where the line has no point. */
  private static String valueAt(PlotSeries line, double x) {
    int i = line.firstAtOrAfter(x);
    boolean here = i < line.size() && line.x(i) == x && Double.isFinite(line.y(i));
    return here ? number(line.y(i)) : "";
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
