package org.tagwright.data.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.FileTree;
import org.tagwright.data.LabelSet;

/**
 * Turns verified image labels as OpenImages has them into label files: a row per image and class
 * that a person has looked at, with confidence 1 where the class is there and 0 where it is not.
 * Every other class of the image is unknown, and so is one with a confidence in between, which no
 * person has given.
 */
final class OpenImagesImport {
  private static final int LINES_BETWEEN_REPORTS = 10_000;
  private static final int LONGEST_HEADER = 1000;
  private static final String IMAGE = "ImageID";
  private static final String LABEL = "LabelName";
  private static final String CONFIDENCE = "Confidence";

  /** What people have said of a class of an image; where they disagree, nobody knows. */
  private enum Seen {
    PRESENT,
    ABSENT,
    BOTH
  }

  private final Path file;
  private final Map<String, String> nameOfId;
  private final ImportProblems problems = new ImportProblems();
  private final Map<String, Map<String, Seen>> verified = new LinkedHashMap<>();
  private long unverified;
  private long conflicting;

  private OpenImagesImport(Path file, Map<String, String> nameOfId) {
    this.file = file;
    this.nameOfId = nameOfId;
  }

  /**
   * Writes a label file for each image, and beside them one of the same form with what is unknown.
   *
   * @param descriptions a table of class ids and names, or {@code null}: ids are names
   * @param classes file with one class name or id per line, or {@code null}: those that occur
   */
  static ImportResult run(
      Path file,
      @Nullable Path descriptions,
      @Nullable Path classes,
      ImportTarget target,
      Progress progress) {
    target.requireFree();
    OpenImagesImport read =
        new OpenImagesImport(file, descriptions == null ? Map.of() : names(descriptions));
    read.read(progress);
    read.problems.throwIfAny();
    return read.write(classes == null ? null : LabelSet.read(classes), target, progress);
  }

  private static Map<String, String> names(Path descriptions) {
    Map<String, String> names = new HashMap<>();
    for (String line : lines(descriptions)) {
      int comma = line.indexOf(',');
      if (comma > 0) {
        String name = line.substring(comma + 1).strip();
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        names.put(
            line.substring(0, comma).strip(),
            FileTree.composed(
                quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name));
      }
    }
    return names;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  private void read(Progress progress) {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      List<String> header = columns(String.valueOf(in.readLine()));
      int image = header.indexOf(IMAGE);
      int label = header.indexOf(LABEL);
      int confidence = header.indexOf(CONFIDENCE);
      if (!isHeader(header)) {
        throw TagwrightException.input(
            "The file "
                + file
                + " does not begin with the columns ImageID, LabelName and Confidence, as the image"
                + " labels of OpenImages do.");
      }
      int number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        String[] cells = line.strip().split(",", -1);
        if (cells.length == header.size()) {
          add(cells[image], cells[label], cells[confidence], number);
        } else if (!line.isBlank()) {
          problems.add(file, number, cells.length + " cells, not " + header.size());
        }
        if (number % LINES_BETWEEN_REPORTS == 0) {
          progress.orCancel();
          progress.update("reading labels", number, -1);
        }
      }
    } catch (IOException e) {
      throw TagwrightException.input(
          "The file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
    }
  }

  /** Whether a file begins as the image labels of OpenImages do. */
  static boolean looksLike(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      char[] start = new char[LONGEST_HEADER];
      int read = in.read(start);
      return read > 0
          && isHeader(columns(new String(start, 0, read).lines().findFirst().orElse("")));
    }
  }

  private static List<String> columns(String line) {
    return Arrays.asList(line.strip().split(","));
  }

  private static boolean isHeader(List<String> columns) {
    return columns.containsAll(List.of(IMAGE, LABEL, CONFIDENCE));
  }

  private void add(String image, String id, String confidence, int line) {
    double sure;
    try {
      sure = Double.parseDouble(confidence);
    } catch (NumberFormatException e) {
      problems.add(file, line, "confidence '" + confidence + "' is not a number");
      return;
    }
    Map<String, Seen> ofImage = verified.computeIfAbsent(image, i -> new HashMap<>());
    if (sure != 0 && sure != 1) {
      unverified++;
      return;
    }
    String name = nameOfId.getOrDefault(id, id);
    Seen now = sure == 1 ? Seen.PRESENT : Seen.ABSENT;
    Seen earlier = ofImage.putIfAbsent(name, now);
    if (earlier != null && earlier != now && earlier != Seen.BOTH) {
      conflicting++;
      ofImage.put(name, Seen.BOTH);
    }
  }

  private ImportResult write(@Nullable LabelSet given, ImportTarget target, Progress progress) {
    TreeSet<String> occurring = new TreeSet<>();
    verified.values().forEach(ofImage -> occurring.addAll(ofImage.keySet()));
    if (occurring.isEmpty() && given == null) {
      throw TagwrightException.input(
          "The file " + file + " has no label with confidence 0 or 1, so none is verified.");
    }
    LabelSet labels =
        given == null
            ? new LabelSet(List.copyOf(occurring))
            : new LabelSet(given.names().stream().map(n -> nameOfId.getOrDefault(n, n)).toList());
    LabelFolder made = new LabelFolder(labels);
    long present = 0;
    long absent = 0;
    for (Map.Entry<String, Map<String, Seen>> image : verified.entrySet()) {
      String name = image.getKey() + ".jpg";
      BitSet unknown = made.unknownOf(name);
      unknown.set(0, labels.size());
      BitSet classes = made.of(name);
      for (Map.Entry<String, Seen> label : image.getValue().entrySet()) {
        int index = labels.indexOf(label.getKey());
        if (index >= 0 && label.getValue() != Seen.BOTH) {
          unknown.clear(index);
          boolean there = label.getValue() == Seen.PRESENT;
          classes.set(index, there);
          present += there ? 1 : 0;
          absent += there ? 0 : 1;
        }
      }
    }
    String read =
        Units.text(
            "%,d images: %,d labels verified as present, %,d as absent; all others are unknown.",
            verified.size(), present, absent);
    if (unverified > 0) {
      read += Units.text("\nLabels that no person has verified: %,d, kept as unknown.", unverified);
    }
    if (conflicting > 0) {
      read += Units.text("\nLabels verified as both: %,d, kept as unknown.", conflicting);
    }
    return made.write(read, target, progress);
  }
}
