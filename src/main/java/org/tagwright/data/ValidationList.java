package org.tagwright.data;

import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.TextFile;
import org.tagwright.config.ExperimentConfig;

/**
 * A file that names the samples that validate, one per line: the image's name below its folder,
 * without its extension. A drawn split depends on the labels, so that one edit would move samples
 * from one side to the other; a list does not.
 */
public final class ValidationList {
  private ValidationList() {}

  /** The file that {@code data.validationList} names, or {@code null} where the split is drawn. */
  public static Path file(ExperimentConfig.Data data) {
    return data.validationList() == null ? null : data.root().resolve(data.validationList());
  }

  /**
   * The stems, composed as names are compared, with the lines on which they stand.
   *
   * @throws TagwrightException of kind input where the file cannot be read or names nothing
   */
  public static Map<String, Integer> read(Path file) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    try {
      int number = 0;
      for (String line : (Iterable<String>) TextFile.read(file).lines()::iterator) {
        number++;
        if (!line.isBlank()) {
          lines.putIfAbsent(FileTree.composed(line.strip()), number);
        }
      }
    } catch (CharConversionException e) {
      throw TagwrightException.input("The validation list " + file + " " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw TagwrightException.input(
          "The validation list " + file + " cannot be read: " + Failures.reason(e) + ".", e);
    }
    if (lines.isEmpty()) {
      throw TagwrightException.input(
          "The validation list " + file + " is empty; it needs one image name per line.");
    }
    return lines;
  }

  /** Which samples a list names, ascending; names that no sample has are passed over. */
  static boolean[] validates(Path file, DatasetIndex index) {
    Map<String, Integer> listed = read(file);
    boolean[] validates = new boolean[index.size()];
    int found = 0;
    for (int i = 0; i < validates.length; i++) {
      validates[i] = listed.containsKey(FileTree.composed(index.stem(i)));
      found += validates[i] ? 1 : 0;
    }
    if (found == 0 || found == index.size()) {
      throw TagwrightException.input(
          "The validation list "
              + file
              + (found == 0
                  ? " names none of the samples under "
                  : " names all of the samples, so that none is left to train on, under ")
              + index.folder()
              + ".");
    }
    return validates;
  }

  /** Names of the list that no label file has, each a problem. */
  static void check(Path file, List<String> labelNames, List<DataProblem> problems) {
    Map<String, Integer> listed;
    try {
      listed = new LinkedHashMap<>(read(file));
    } catch (TagwrightException e) {
      problems.add(
          new DataProblem(DataProblem.Kind.FOLDER, file, 0, "cannot be used: " + e.getMessage()));
      return;
    }
    labelNames.forEach(name -> listed.remove(FileTree.composed(ImageFolder.stem(name))));
    listed.forEach(
        (stem, line) ->
            problems.add(
                new DataProblem(
                    DataProblem.Kind.NOT_A_SAMPLE,
                    file,
                    line,
                    "'"
                        + stem
                        + "' has no label file; the list names validation images without"
                        + " their extension")));
  }

  /** Writes the list of a split. */
  public static void write(Path file, DatasetIndex index, Split split) {
    String text =
        Arrays.stream(split.validation())
            .mapToObj(sample -> index.stem(sample) + "\n")
            .collect(Collectors.joining());
    try {
      AtomicFile.writeString(file, text);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
