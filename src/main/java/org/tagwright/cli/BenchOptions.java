package org.tagwright.cli;

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
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import picocli.CommandLine.Option;

/** What all commands that measure speed take, and how they tell what they found. */
final class BenchOptions {
  @Option(
      names = "--pytorch",
      paramLabel = "PYTHON",
      description =
          "A Python with torch and torchvision, to measure an ordinary script in turn with ours."
              + " Default: nothing is compared.")
  Path python;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description =
          "The script to compare with. Default: the one in the program"
              + " (src/bench/pytorch_script.py).")
  Path script;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Rounds of each side that count, after one that does not. Default: ${DEFAULT-VALUE}.")
  int rounds = 5;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of one operation, on both sides. Default: the number of cores.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu, gpu:N or auto. Default: ${DEFAULT-VALUE}.")
  String device = "auto";

  @Option(
      names = "--photos",
      paramLabel = "N",
      description = "How many 640×480 photos are made, from 32. Default: ${DEFAULT-VALUE}.")
  int photos = 256;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where photos and messages go; photos are kept for the next time. Default:"
              + " tagwright-bench in your home folder.")
  Path folder = Path.of(System.getProperty("user.home"), "tagwright-bench");

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there, too.")
  Path json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress.")
  boolean quiet;

  /** Measures, prints the table and writes the file that was asked for. */
  int report(String bench, ObjectNode settings, PrintWriter out, Measured measured) {
    require(rounds >= 1, "--rounds must be 1 or more.");
    require(threads >= 1, "--threads must be 1 or more.");
    require(photos >= 32, "--photos must be 32 or more.");
    require(script == null || python != null, "--script needs --pytorch, the Python to run it.");
    require(script == null || Files.isRegularFile(script), "There is no script " + script + ".");
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
      try {
        AtomicFile.writeString(json.toAbsolutePath(), report.toJson().toPrettyString() + "\n");
      } catch (IOException e) {
        throw TagwrightException.cannotWrite(json, e);
      }
    }
    return 0;
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
        new TextTable("what", ">ours", ">script", "unit", ">ratio", "least – most", ">wanted", "");
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

  /** Three digits at least, none that mean nothing. */
  private static String number(double value) {
    int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : value >= 0.1 ? 2 : 4;
    return Units.text("%." + decimals + "f", value);
  }
}
