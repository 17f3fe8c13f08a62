package org.tagwright.data.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.tagwright.common.Units;
import org.tagwright.data.imports.TableChoices.Form;
import org.tagwright.data.imports.TableChoices.Unknown;

/** Says how a table is read. */
final class TableSummary {
  private TableSummary() {}

  /** What was understood, in whole lines. */
  static List<String> of(TableReading reading) {
    List<String> lines = new ArrayList<>();
    if (!reading.fileColumn().isEmpty()) {
      lines.add("Image files: " + reading.fileColumn());
    }
    if (!reading.labelColumnNames().isEmpty()) {
      String how =
          reading.form() == Form.FLAGS
              ? "1 where an image has the class"
              : "separator: " + reading.separator();
      lines.add("Labels: " + TableColumns.shortened(reading.labelColumnNames()) + " (" + how + ")");
      List<String> ignored = new ArrayList<>(reading.columns());
      ignored.removeAll(new HashSet<>(reading.labelColumnNames()));
      ignored.remove(reading.fileColumn());
      ignored.removeIf(String::isBlank);
      if (!ignored.isEmpty()) {
        lines.add("Ignored: " + TableColumns.shortened(ignored));
      }
      reading
          .table()
          .firstLongRow()
          .ifPresent(
              row ->
                  lines.add(
                      "Rows with more cells than the header: the first is line "
                          + row.line()
                          + "; what is beyond is read as further labels"));
      if (reading.emptyCells() > 0) {
        String as = reading.unknown() == Unknown.UNKNOWN ? "kept as unknown" : "read as absent";
        lines.add("Empty cells: " + Units.count(reading.emptyCells()) + ", " + as);
      }
      if (reading.unknownLabels() > 0) {
        String what =
            switch (reading.unknown()) {
              case SKIP -> "their images are left out";
              case UNKNOWN -> "kept as unknown";
              case ABSENT, PRESENT -> "read as " + reading.unknown();
            };
        lines.add("Unknown labels: " + Units.count(reading.unknownLabels()) + ", " + what);
      }
    }
    return lines;
  }
}
