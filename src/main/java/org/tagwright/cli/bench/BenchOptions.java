package org.tagwright.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.tagwright.bench.BenchReport;
import org.tagwright.bench.Figure;
import org.tagwright.bench.Setting;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.TextTable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import picocli.CommandLine.Option;

/** Options common to all speed benchmarks, and the report of their results. */
final class BenchOptions {
  @Option(
      names = "--pytorch",
      paramLabel = "PYTHON",
      description =
          "Python interpreter with torch and torchvision, to compare with a plain PyTorch script."
              + " Default: no comparison.")
  Path python;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description =
          "The script to compare with. Default: the built-in one"
              + " (src/bench/pytorch_script.py).")
  Path script;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Measured rounds per side, after one warm-up round. Default: ${DEFAULT-VALUE}.")
  int rounds = 5;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads per operation, on both sides. Default: the number of cores.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, gpu:N or auto. Default: ${DEFAULT-VALUE}.")
  String device = "auto";

  @Option(
      names = "--photos",
      paramLabel = "N",
      description = "Number of generated 640×480 photos, at least 32. Default: ${DEFAULT-VALUE}.")
  int photos = 256;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Folder for photos and logs; photos are kept for later runs. Default: tagwright-bench"
              + " in your home folder.")
  Path folder = Path.of(System.getProperty("user.home"), "tagwright-bench");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also writes the results to this file.")
  Path json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress.")
  boolean quiet;

  /** Measures, prints the table and writes the file if one was requested. */
  int report(String bench, ObjectNode settings, PrintWriter out, Measured measured) {
    require(rounds >= 1, "--rounds must be 1 or more.");
    require(threads >= 1, "--threads must be 1 or more.");
    require(photos >= 32, "--photos must be 32 or more.");
    require(
        script == null || python != null,
        "--script needs --pytorch, the Python interpreter to run it.");
    require(script == null || Files.isRegularFile(script), "Script not found: " + script);
    Path place = folder.toAbsolutePath().normalize();
    BenchReport report;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      Setting setting =
          new Setting(
              place, rounds, threads, device, photos, theirs(place), Setting.worker(), progress);
      report = BenchReport.of(bench, setting, settings, () -> measured.figures(setting));
    }
    print(report, out);
    if (json != null) {
      write(report.toJson(), json);
    }
    return 0;
  }

  static void write(ObjectNode report, Path json) {
    try {
      AtomicFile.writeString(json.toAbsolutePath(), report.toPrettyString() + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(json, e);
    }
  }

  private List<String> theirs(Path place) {
    if (python == null) {
      return null;
    }
    return script == null
        ? Setting.packedScript(python, place)
        : List.of(python.toString(), script.toAbsolutePath().toString());
  }

  /** What a command measures. */
  interface Measured {
    List<Figure> figures(Setting setting);
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw TagwrightException.input(otherwise);
    }
  }

  static ObjectNode settings() {
    return new ObjectMapper().createObjectNode();
  }

  private static void print(BenchReport report, PrintWriter out) {
    TextTable table =
        new TextTable("what", ">ours", ">script", "unit", ">ratio", "min – max", ">target", "");
    for (Figure figure : report.figures()) {
      Figure.Spread ratio = figure.ratio();
      String bound = figure.moreIsBetter() ? "≥ " : "≤ ";
      table.row(
          figure.name(),
          number(Figure.Spread.of(figure.ours()).median()),
          ratio == null ? "" : number(Figure.Spread.of(figure.script()).median()),
          figure.unit(),
          ratio == null ? "" : number(ratio.median()),
          ratio == null ? "" : number(ratio.least()) + " – " + number(ratio.most()),
          figure.wanted() == null ? "" : bound + number(figure.wanted()),
          figure.further().entrySet().stream()
              .map(e -> e.getKey().replace('_', ' ') + " " + number(e.getValue()))
              .collect(Collectors.joining(", ")));
    }
    table.print(out);
    report.conditions().forEach(out::println);
    out.flush();
  }

  /** Three significant digits, give or take. */
  private static String number(double value) {
    int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : value >= 0.1 ? 2 : 4;
    return Units.text("%." + decimals + "f", value);
  }
}
