package org.tagwright.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tagwright.cli.terminal.ProgressLine;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.results.CheckpointGroup;
import org.tagwright.results.CheckpointScan;
import org.tagwright.results.CheckpointScan.Found;
import org.tagwright.results.CheckpointTable;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.Column;
import org.tagwright.results.SortKey;
import org.tagwright.results.TableData;
import org.tagwright.results.TableText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the checkpoints in a folder tree as a table. */
@Command(
    name = "results",
    description = {
      "Compares the checkpoints in a folder tree: one row per checkpoint, with the scores of its"
          + " best epoch.",
      "Name a column as in the CSV (f1, batch_size), in the checkpoint (best_val_f1) or in the"
          + " configuration (training.batchSize)."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  tagwright results --sort map --filter \"f1 > 0.6 model = resnet50\"",
      "  tagwright results --group model,learning_rate --mode mean",
      "  tagwright results --all --csv results.csv"
    })
final class ResultsCommand implements Callable<Integer> {
  private static final int MOST_NAMED = 8;
  private static final long PATIENCE_NANOS = 1_500_000_000;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "Folder of the checkpoints. Default: ~/ms-coco/trained_models")
  Path root = ExperimentConfig.defaults().output().trainedModels();

  @Option(
      names = "--glob",
      paramLabel = "G",
      description = "Pattern of the files. Default: ${DEFAULT-VALUE}")
  String glob = CheckpointScan.DEFAULT_GLOB;

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      split = ",",
      description = "Sort by these columns, highest first. Default: f1")
  List<String> sort = List.of("f1");

  @Option(names = "--ascending", description = "Sort lowest first.")
  boolean ascending;

  @Option(
      names = "--filter",
      paramLabel = "CONDITIONS",
      description =
          "Only matching rows, such as \"f1 > 0.6 model = resnet50\"; other words must occur in"
              + " the row.")
  String filter = "";

  @Option(
      names = "--archived",
      description = "Also show what is archived; a filter that names archived does so, too.")
  boolean archived;

  @Option(
      names = "--group",
      paramLabel = "COLUMN",
      split = ",",
      description = "One row per combination of values in these columns.")
  List<String> group = List.of();

  @Option(
      names = "--mode",
      paramLabel = "best|mean",
      description =
          "What a group shows: its best checkpoint, or means with standard deviations. Default:"
              + " best")
  GroupMode mode = GroupMode.BEST;

  @Option(
      names = "--columns",
      paramLabel = "COLUMN",
      split = ",",
      description = "Show these columns, in this order.")
  List<String> columns = List.of();

  @Option(names = "--all", description = "Show every column, whatever the terminal's width.")
  boolean all;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "Write the table as CSV, with every column unless --columns is given; - for standard"
              + " output.")
  String csv;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Maximum line width. Default: the terminal's; unlimited when piped.")
  Integer width;

  @Option(names = "--quiet", description = "Hides progress and notes.")
  boolean quiet;

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    Found found = scan();
    if (found.rows().isEmpty()) {
      return nothingFound(found);
    }
    CheckpointTable everything = CheckpointTable.of(found.rows());
    CheckpointTable asked = archived ? everything : everything.withoutArchived(filter);
    CheckpointTable rows = asked.where(filter).sortedBy(sortKeys());
    CheckpointTable shown = columns.isEmpty() ? rows : rows.select(columns);
    if (csv != null) {
      writeCsv(table(rows, shown));
    }
    if (!"-".equals(csv)) {
      boolean choose = columns.isEmpty() && !all;
      print(table(rows, choose ? rows.mostTelling() : shown), asked, rows);
      note(found, asked, rows);
    }
    return 0;
  }

  private Found scan() {
    try (ProgressLine progress = new ProgressLine(ProgressLine.Style.detect(quiet))) {
      long[] read = {0};
      long start = System.nanoTime();
      return new CheckpointScan()
          .scan(
              root,
              glob,
              news -> {
                read[0] += news.rows().size() + news.unreadable().size();
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                  progress.update("Reading checkpoints", read[0], 0, "");
                }
              },
              () -> false);
    }
  }

  private int nothingFound(Found found) {
    PrintWriter err = spec.commandLine().getErr();
    if (found.unreadable().isEmpty()) {
      err.println("No checkpoints (%s) found in %s.".formatted(glob, root));
      return 0;
    }
    err.println("No file in %s is a readable checkpoint:".formatted(root));
    found.unreadable().forEach(u -> err.println("  " + u.reason()));
    return 1;
  }

  private List<SortKey> sortKeys() {
    return sort.stream().map(column -> new SortKey(column, ascending)).toList();
  }

  private TableData table(CheckpointTable rows, CheckpointTable shown) {
    return group.isEmpty()
        ? shown.data()
        : CheckpointGroup.table(
            CheckpointGroup.sorted(rows.groupedBy(group), rows.columns(), sortKeys(), mode),
            shown.columns(),
            mode);
  }

  private void writeCsv(TableData table) {
    if (csv.equals("-")) {
      spec.commandLine().getOut().print(TableText.csv(table));
      spec.commandLine().getOut().flush();
      return;
    }
    TableText.writeCsv(Path.of(csv), table);
    say(Units.text("Wrote %s to %s.", Units.count(table.rows().size(), "row"), csv));
  }

  private void print(TableData table, CheckpointTable asked, CheckpointTable rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (asked.rows().isEmpty()) {
      return;
    }
    if (table.rows().isEmpty()) {
      say(Units.text("None of the %,d checkpoints matches \"%s\".", asked.rows().size(), filter));
      return;
    }
    TableText.Fitted fitted = TableText.aligned(table, all ? Integer.MAX_VALUE : width());
    out.print(fitted.text());
    out.flush();
    if (!fitted.leftOut().isEmpty()) {
      List<String> leftOut = fitted.leftOut().stream().map(Column::key).toList();
      int named = Math.min(MOST_NAMED, leftOut.size());
      say(
          "No room for %s%s. See them with --all or --columns."
              .formatted(
                  String.join(", ", leftOut.subList(0, named)),
                  named < leftOut.size() ? " and %d more".formatted(leftOut.size() - named) : ""));
    }
    if (!rows.sameSelectionMetric()) {
      say(
          "These checkpoints were selected by different metrics (%s): compare f1 only between equal selected_by."
              .formatted(
                  rows.rows().stream()
                      .map(r -> r.get("selected_by") == null ? "unknown" : r.get("selected_by"))
                      .flatMap(Stream::of)
                      .map(Object::toString)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
  }

  private int width() {
    if (width != null) {
      return width;
    }
    boolean terminal = ProgressLine.Style.detect(false) == ProgressLine.Style.BAR;
    return terminal ? spec.commandLine().getUsageHelpWidth() : Integer.MAX_VALUE;
  }

  private void note(Found found, CheckpointTable asked, CheckpointTable rows) {
    say(
        Units.text(
            "%,d of %,d checkpoints in %s.",
            rows.rows().size(), found.rows().size(), root.toAbsolutePath().normalize()));
    int archivedOnes = found.rows().size() - asked.rows().size();
    if (archivedOnes > 0) {
      say(Units.count(archivedOnes, "archived checkpoint") + " left out; --archived shows them.");
    }
    if (!found.unreadable().isEmpty()) {
      int count = found.unreadable().size();
      say(Units.count(count, "file") + " could not be read:");
      found.unreadable().forEach(u -> say("  " + u.reason()));
    }
  }

  private void say(String line) {
    if (!quiet) {
      spec.commandLine().getErr().println(line);
    }
  }
}
