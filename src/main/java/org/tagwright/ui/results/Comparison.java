package org.tagwright.ui.results;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.tagwright.results.CheckpointNames;
import org.tagwright.results.CheckpointRow;
import org.tagwright.results.CheckpointTable;
import org.tagwright.results.Column;
import org.tagwright.results.ValidationData;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

/**
 * A few checkpoints side by side.
 *
 * @param checkpoints what is compared, 2 to 6
 * @param lines one per column in which they differ, or which is a metric
 * @param runs the run of each, where its folder is still there
 * @param names of the checkpoints, in their order
 * @param caution why the scores may not be one measure, or {@code null}
 */
public record Comparison(
    List<CheckpointRow> checkpoints,
    List<Line> lines,
    List<Optional<RunState>> runs,
    List<String> names,
    String caution) {
  public static final int MOST = 6;

  public Comparison {
    checkpoints = List.copyOf(checkpoints);
    lines = List.copyOf(lines);
    runs = List.copyOf(runs);
    names = List.copyOf(names);
  }

  /**
   * One column across the checkpoints.
   *
   * @param cells as people read them
   * @param numbers NaN where there is none
   * @param best index of the highest score, or -1 where it means nothing
   */
  public record Line(Column column, List<String> cells, List<Double> numbers, int best) {
    public Line {
      cells = List.copyOf(cells);
      numbers = List.copyOf(numbers);
    }

    public boolean isScore() {
      return column.format() == Column.Format.SCORE;
    }
  }

  /** Short name of a checkpoint, the same in table heads and legends. */
  public String name(int index) {
    return (index + 1) + " " + names.get(index);
  }

  /**
   * Reads the runs, so not for the window's thread.
   *
   * @param runsRoot where the runs lie
   */
  public static Comparison of(CheckpointTable all, List<CheckpointRow> checkpoints, Path runsRoot) {
    List<String> otherImages = ValidationData.differences(checkpoints);
    boolean oneMetric = checkpoints.stream().map(r -> r.get("selected_by")).distinct().count() < 2;
    List<Line> lines = new ArrayList<>();
    for (Column column : all.columns()) {
      boolean score = column.format() == Column.Format.SCORE;
      boolean differs = checkpoints.stream().map(r -> r.get(column.key())).distinct().count() > 1;
      boolean any = checkpoints.stream().anyMatch(r -> r.get(column.key()) != null);
      if (any && (score || differs) && !column.key().equals("file")) {
        boolean comparable =
            score && otherImages.isEmpty() && (oneMetric || !column.key().equals("f1"));
        lines.add(line(column, checkpoints, comparable));
      }
    }
    CheckpointNames names = CheckpointTable.of(checkpoints).names();
    return new Comparison(
        checkpoints,
        lines,
        checkpoints.stream().map(row -> run(row, runsRoot)).toList(),
        checkpoints.stream().map(names::of).toList(),
        caution(checkpoints, otherImages));
  }

  private static String caution(List<CheckpointRow> checkpoints, List<String> otherImages) {
    if (!otherImages.isEmpty()) {
      return "Validated on different images (not the same: "
          + String.join(", ", otherImages)
          + "), so no score is marked as the best.";
    }
    return checkpoints.stream().allMatch(ValidationData::isKnown)
        ? null
        : "Not every checkpoint says what it was validated on: the images may differ.";
  }

  private static Optional<RunState> run(CheckpointRow row, Path runsRoot) {
    Object name = row.get("run");
    if (name == null) {
      return Optional.empty();
    }
    Path folder = runsRoot.resolve(name.toString());
    return Files.isDirectory(folder)
        ? Optional.of(RunState.read(new RunFolder(folder)))
        : Optional.empty();
  }

  private static Line line(Column column, List<CheckpointRow> rows, boolean comparable) {
    List<String> cells = rows.stream().map(r -> column.show(r.get(column.key()))).toList();
    List<Double> numbers = rows.stream().map(r -> r.number(column.key())).toList();
    int best = -1;
    if (comparable) {
      for (int i = 0; i < numbers.size(); i++) {
        double value = numbers.get(i);
        if (!Double.isNaN(value) && (best < 0 || value > numbers.get(best))) {
          best = i;
        }
      }
      double highest = best < 0 ? Double.NaN : numbers.get(best);
      boolean tied = numbers.stream().filter(v -> Objects.equals(v, highest)).count() > 1;
      best = tied ? -1 : best;
    }
    return new Line(column, cells, numbers, best);
  }
}
