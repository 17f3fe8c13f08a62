package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;

/**
 * The results of a benchmark, with the conditions they were measured under.
 *
 * @param versions of the software on both sides, by name
 * @param loads the system's load average before and after; negative where unknown
 */
public record BenchReport(
    String bench,
    Instant date,
    Setting setting,
    ObjectNode settings,
    ObjectNode versions,
    double[] loads,
    List<Figure> figures) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a benchmark's measurements. */
  public interface Measuring {
    List<Figure> figures();
  }

  /** Measures, and records the state of the machine. */
  public static BenchReport of(
      String bench, Setting setting, ObjectNode settings, Measuring measuring) {
    return begin(bench, setting, settings).with(measuring.figures());
  }

  /** Records the state of the machine; nothing is measured yet. */
  public static BenchReport begin(String bench, Setting setting, ObjectNode settings) {
    Instant date = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    double before = load();
    ObjectNode versions = JSON.createObjectNode();
    try (Side ours = setting.ourSide()) {
      versions.set("ours", ours.ask(setting.request("hello")));
    }
    if (setting.compares()) {
      try (Side script = setting.theirSide()) {
        versions.set("script", script.ask(setting.request("hello")));
      }
    }
    return new BenchReport(
        bench, date, setting, settings, versions, new double[] {before, before}, List.of());
  }

  /** The same with those figures. */
  public BenchReport with(List<Figure> measured) {
    return new BenchReport(
        bench, date, setting, settings, versions, new double[] {loads[0], load()}, measured);
  }

  /**
   * The figures of an earlier report, to go on from.
   *
   * @throws TagwrightException of kind input where it is of another benchmark, other settings or
   *     another machine
   */
  public List<Figure> figuresOf(Path earlier) {
    JsonNode root;
    try {
      root = JSON.readTree(earlier.toFile());
    } catch (IOException e) {
      throw TagwrightException.cannotRead(earlier, e);
    }
    ObjectNode now = toJson();
    for (String part : List.of("/bench", "/settings", "/versions", "/machine/processor")) {
      // As text: a number that was read may be of another type than one that was put.
      if (!root.at(part).toString().equals(now.at(part).toString())) {
        throw TagwrightException.input(
            "%s has other %s than this run, so that its results cannot be continued: %s, not %s."
                .formatted(earlier, part.substring(1), root.at(part), now.at(part)));
      }
    }
    List<Figure> figures = new ArrayList<>();
    root.at("/figures").forEach(node -> figures.add(Figure.of(node)));
    return figures;
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  public ObjectNode toJson() {
    ObjectNode root = JSON.createObjectNode().put("v", 1).put("bench", bench);
    root.put("date", date.toString());
    ObjectNode machine = machine();
    machine.putArray("load_average").add(loads[0]).add(loads[1]);
    root.set("machine", machine);
    root.set("versions", versions);
    ObjectNode all = root.putObject("settings");
    all.put("rounds", setting.rounds())
        .put("threads", setting.threads())
        .put("device", setting.device())
        .put("photos", setting.photos());
    if (setting.compares()) {
      all.put("peer", setting.peer().key());
    }
    all.setAll(settings);
    ArrayNode list = root.putArray("figures");
    figures.forEach(figure -> list.add(figure.toJson()));
    return root;
  }

  /** What it was measured on, save for the load. */
  static ObjectNode machine() {
    return JSON.createObjectNode()
        .put("processor", processor())
        .put("cores", Runtime.getRuntime().availableProcessors())
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .put("java", System.getProperty("java.version"));
  }

  /** Conditions to print below the table, one per line. */
  public List<String> conditions() {
    JsonNode script = versions.path("script");
    return List.of(
        Units.text(
            "%s, %d cores, %d threads, load %.2f before and %.2f after, %s",
            processor(),
            Runtime.getRuntime().availableProcessors(),
            setting.threads(),
            loads[0],
            loads[1],
            date),
        "ours: Java %s, libtorch %s, on %s"
            .formatted(
                versions.at("/ours/java").asText(),
                versions.at("/ours/libtorch").asText(),
                versions.at("/ours/device").asText()),
        setting.compares()
            ? setting.peer().key()
                + ": Python %s, PyTorch %s, torchvision %s, Pillow %s"
                    .formatted(
                        script.path("python").asText(),
                        script.path("torch").asText(),
                        script.path("torchvision").asText(),
                        script.path("pillow").asText())
            : "No comparison: pass a Python with torch and torchvision as --pytorch.");
  }

  /** The model name on Linux, otherwise the architecture. */
  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      try {
        for (String line : Files.readAllLines(info, StandardCharsets.UTF_8)) {
          if (line.startsWith("model name")) {
            return line.substring(line.indexOf(':') + 1).strip();
          }
        }
      } catch (IOException e) {
        return System.getProperty("os.arch") + " (" + e.getMessage() + ")";
      }
    }
    return System.getProperty("os.arch");
  }
}
