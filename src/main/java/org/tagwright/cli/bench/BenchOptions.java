package org.tagwright.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.tagwright.bench.BenchReport;
import org.tagwright.bench.Figure;
import org.tagwright.bench.Peer;
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
      names = "--peer",
      paramLabel = "PEER",
      description =
          "How the built-in script uses PyTorch: script (float32, NCHW, as an ordinary script) or"
              + " best (channels last, bfloat16 autocast, fused Adam, memory kept). Default:"
              + " script.")
  String peer = "script";

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
      names = "--continue",
      description =
          "Goes on where an earlier run with the same settings stopped: networks in the --json file"
              + " are not measured again.")
  boolean goesOn;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress.")
  boolean quiet;

  /** Measures, prints the table and writes the file if one was requested. */
  int report(String bench, ObjectNode settings, PrintWriter out, Measured measured) {
    return report(
        bench, settings, out, List.of(bench), (setting, all) -> measured.figures(setting));
  }

  /** The same of each network on its own; the file is written after each. */
  int report(
      String bench,
      ObjectNode settings,
      PrintWriter out,
      List<String> networks,
      MeasuredNetwork measured) {
    require(rounds >= 1, "--rounds must be 1 or more.");
    require(threads >= 1, "--threads must be 1 or more.");
    require(photos >= 32, "--photos must be 32 or more.");
    require(
        script == null || python != null,
        "--script needs --pytorch, the Python interpreter to run it.");
    require(script == null || Files.isRegularFile(script), "Script not found: " + script);
    require(!goesOn || json != null, "--continue needs --json, the file to go on with.");
    Path place = folder.toAbsolutePath().normalize();
    BenchReport report;
    try (CheckProgress progress = new CheckProgress(quiet)) {
      Setting setting =
          new Setting(
              place,
              rounds,
              threads,
              device,
              photos,
              theirs(place),
              peer(),
              Setting.worker(),
              progress);
      report = BenchReport.begin(bench, setting, settings);
      List<Figure> figures = new ArrayList<>();
      if (goesOn && Files.exists(json)) {
        figures.addAll(report.figuresOf(json));
      }
      for (String network : networks) {
        if (figures.stream().noneMatch(figure -> figure.name().startsWith(network + " "))) {
          figures.addAll(measured.figures(setting, network));
        }
        report = report.with(List.copyOf(figures));
        if (json != null) {
          write(report.toJson(), json);
        }
      }
    }
    print(report, out);
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

  private Peer peer() {
    return Arrays.stream(Peer.values())
        .filter(each -> each.name().equalsIgnoreCase(peer))
        .findFirst()
        .orElseThrow(
            () ->
                TagwrightException.input("--peer is \"" + peer + "\"; it can be script or best."));
  }

  /** What a command measures of each network. */
  interface MeasuredNetwork {
    List<Figure> figures(Setting setting, String network);
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
