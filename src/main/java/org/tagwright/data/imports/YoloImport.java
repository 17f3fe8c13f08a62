package org.tagwright.data.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.TextFile;
import org.tagwright.data.FileTree;
import org.tagwright.data.LabelSet;

/**
 * Turns YOLO's text labels ({@code class x y width height} per line, one file per image) into label
 * files. The boxes themselves are not used.
 */
public final class YoloImport {
  private YoloImport() {}

  /**
   * Writes a label file for each {@code .txt} in a folder and its sub-folders.
   *
   * @param names one class name per line, or YOLO's {@code data.yaml} with its {@code names}
   * @throws TagwrightException of kind input with all that is wrong; of kind failure where the
   *     labels cannot be written
   * @throws CancellationException when cancelled; nothing is left behind then
   */
  public static ImportResult run(Path folder, Path names, ImportTarget target, Progress progress) {
    target.requireFree();
    LabelSet labels = names(names);
    LabelFolder made = new LabelFolder(labels);
    ImportProblems problems = new ImportProblems();
    List<String> files = textFiles(folder, names, labels);
    for (int i = 0; i < files.size(); i++) {
      progress.orCancel();
      progress.update("reading labels", i, files.size());
      String name = files.get(i);
      made.add(
          name.substring(0, name.length() - ".txt".length()) + ".jpg",
          read(folder.resolve(name), labels, problems));
    }
    problems.throwIfAny();
    return made.write("", target, progress);
  }

  /** The class names in a file, one per line or as {@code data.yaml} has them. */
  static LabelSet names(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
    return yaml ? YamlNames.read(file) : LabelSet.read(file);
  }

  /** LabelImg puts its class names among the labels: they must be the same. */
  private static List<String> textFiles(Path folder, Path names, LabelSet labels) {
    Path own = folder.resolve(LabelSet.FILE_NAME);
    if (Files.isRegularFile(own)) {
      LabelSet.read(own).requireSame(own, names, labels);
    }
    try {
      List<String> files =
          FileTree.names(folder, name -> name.endsWith(".txt") && !name.equals(LabelSet.FILE_NAME))
              .stream()
              .filter(f -> !folder.resolve(f).toAbsolutePath().equals(names.toAbsolutePath()))
              .toList();
      if (files.isEmpty()) {
        throw TagwrightException.input("The folder " + folder + " has no .txt label files.");
      }
      return files;
    } catch (IOException e) {
      throw TagwrightException.input(
          "The folder " + folder + " cannot be read: " + Failures.reason(e) + ".", e);
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
      return TextFile.readAny(file).lines().toList();
    } catch (IOException e) {
      throw TagwrightException.input(
          "The file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
    }
  }
}
