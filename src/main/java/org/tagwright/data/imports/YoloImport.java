package org.tagwright.data.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.LabelSet;

/**
 * Turns YOLO's text labels ({@code class x y width height} a line, one file an image) into label
 * files. The boxes themselves are not used.
 */
public final class YoloImport {
  /** {@code 3: 'traffic light'} or {@code - traffic light} in a data.yaml. */
  private static final Pattern YAML_ENTRY =
      Pattern.compile("\\s+(?:(\\d+)\\s*:|-)\\s*(.+)|- +(.+)");

  private YoloImport() {}

  /**
   * Writes a label file for each {@code .txt} in a folder.
   *
   * @param names one class name a line, or YOLO's {@code data.yaml} with its {@code names}
   * @param labelFolder a new or empty folder
   * @throws TagwrightException of kind input with all that is wrong; of kind failure where the
   *     labels cannot be written
   * @throws CancellationException when cancelled; nothing is left behind then
   */
  public static ImportResult run(Path folder, Path names, Path labelFolder, Progress progress) {
    LabelFolder.requireFree(labelFolder);
    LabelSet labels = names(names);
    LabelFolder target = new LabelFolder(labels);
    ImportProblems problems = new ImportProblems();
    List<Path> files = textFiles(folder, names);
    for (int i = 0; i < files.size(); i++) {
      progress.orCancel();
      progress.update("reading labels", i, files.size());
      target.add(files.get(i).getFileName().toString(), read(files.get(i), labels, problems));
    }
    problems.throwIfAny();
    return target.write(labelFolder, progress);
  }

  /** The class names in a file, one a line or as {@code data.yaml} has them. */
  static LabelSet names(Path file) {
    String name = file.getFileName().toString();
    boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
    return yaml ? yamlNames(file) : LabelSet.read(file);
  }

  private static List<Path> textFiles(Path folder, Path names) {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files =
          all.filter(f -> f.getFileName().toString().endsWith(".txt"))
              .filter(f -> !f.toAbsolutePath().equals(names.toAbsolutePath()))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw TagwrightException.input("The folder " + folder + " has no .txt label files.");
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw TagwrightException.input("The folder " + folder + " cannot be read.", e);
    }
  }

  private static BitSet read(Path file, LabelSet labels, ImportProblems problems) {
    BitSet classes = new BitSet();
    int number = 0;
    for (String line : lines(file)) {
      number++;
      String[] fields = line.strip().split("\\s+");
      if (fields[0].isEmpty()) {
        continue;
      }
      if (fields.length < 5 || !fields[0].matches("\\d{1,9}")) {
        problems.add(file, number, "is not \"class x y width height\"");
      } else if (Integer.parseInt(fields[0]) >= labels.size()) {
        problems.add(
            file, number, "class index " + fields[0] + " is outside 0.." + (labels.size() - 1));
      } else {
        classes.set(Integer.parseInt(fields[0]));
      }
    }
    return classes;
  }

  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw TagwrightException.input(
          "The file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
    }
  }

  /**
   * The few forms in which {@code names} is written; a whole YAML reader is not needed for that.
   */
  private static LabelSet yamlNames(Path file) {
    Map<Integer, String> names = new TreeMap<>();
    boolean inNames = false;
    for (String line : lines(file)) {
      String text = line.replaceFirst("\\s+#.*", "");
      Matcher entry = YAML_ENTRY.matcher(text);
      if (text.startsWith("names:")) {
        inNames = true;
        String rest = text.substring("names:".length()).strip();
        if (rest.startsWith("[") && rest.endsWith("]")) {
          for (String name : rest.substring(1, rest.length() - 1).split(",")) {
            names.put(names.size(), unquoted(name));
          }
        }
      } else if (inNames && entry.matches()) {
        String name = entry.group(2) != null ? entry.group(2) : entry.group(3);
        String index = entry.group(1);
        names.put(index == null ? names.size() : Integer.parseInt(index), unquoted(name));
      } else if (!text.isBlank()) {
        inNames = false;
      }
    }
    List<String> ordered = new ArrayList<>(names.values());
    boolean whole = !names.isEmpty() && names.keySet().stream().allMatch(i -> i < names.size());
    if (!whole) {
      throw TagwrightException.input(
          "The file " + file + " has no list of class names under \"names:\" (from 0, no gaps).");
    }
    return new LabelSet(ordered);
  }

  private static String unquoted(String name) {
    String text = name.strip();
    boolean quoted = text.length() > 1 && (text.startsWith("'") || text.startsWith("\""));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
