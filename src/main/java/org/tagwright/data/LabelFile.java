package org.tagwright.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.List;
import org.tagwright.common.Failures;
import org.tagwright.common.TextFile;

/** One {@code .cls} file: one class index per line. */
public final class LabelFile {
  public static final String EXTENSION = ".cls";

  /** A file of another sort under a label's name would else fill the report by itself. */
  private static final int MOST_PROBLEMS = 20;

  private LabelFile() {}

  /** Whether a file of that name is taken for a label file. */
  public static boolean isLabel(String fileName) {
    return fileName.endsWith(EXTENSION) && !fileName.startsWith(".");
  }

  /**
   * The label file of an image, whether it exists or not. An accent may be a character of its own
   * in the one name and part of its letter in the other.
   *
   * @param stem the image's name below its folder, without its extension
   */
  public static Path of(Path folder, String stem) {
    Path file = folder.resolve(stem + EXTENSION);
    for (Normalizer.Form form : new Normalizer.Form[] {Normalizer.Form.NFC, Normalizer.Form.NFD}) {
      if (!Normalizer.isNormalized(stem, form) && !Files.exists(file)) {
        Path other = folder.resolve(Normalizer.normalize(stem, form) + EXTENSION);
        file = Files.exists(other) ? other : file;
      }
    }
    return file;
  }

  /**
   * Reads the classes; what is wrong is added to {@code problems}. Tolerates a byte-order mark,
   * Windows line ends, blank lines and spaces around the number.
   */
  public static BitSet read(Path file, int classes, List<DataProblem> problems) {
    BitSet found = new BitSet(classes);
    String text;
    try {
      text = TextFile.readAny(file);
    } catch (IOException e) {
      String reason = "cannot be read: " + Failures.reason(e);
      problems.add(new DataProblem(DataProblem.Kind.LABEL_UNREADABLE, file, 0, reason));
      return found;
    }
    int number = 0;
    int wrong = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      String value = line.strip();
      DataProblem problem = value.isEmpty() ? null : add(value, found, classes, file, number);
      if (problem != null && ++wrong <= MOST_PROBLEMS) {
        problems.add(problem);
      }
    }
    if (wrong > MOST_PROBLEMS) {
      problems.add(
          new DataProblem(
              DataProblem.Kind.NOT_A_NUMBER,
              file,
              0,
              "has " + (wrong - MOST_PROBLEMS) + " more wrong lines; is it a label file at all?"));
    }
    return found;
  }

  private static DataProblem add(String value, BitSet found, int classes, Path file, int line) {
    int start = value.charAt(0) == '-' ? 1 : 0;
    boolean digits = value.length() > start;
    for (int i = start; i < value.length(); i++) {
      digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
    }
    if (!digits) {
      String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
      String message = "'" + shown + "' is not a class index (one whole number per line)";
      return new DataProblem(DataProblem.Kind.NOT_A_NUMBER, file, line, message);
    }
    int index = value.length() > 9 ? -1 : Integer.parseInt(value);
    if (index < 0 || index >= classes) {
      String message = "class index " + value + " is outside 0.." + (classes - 1);
      return new DataProblem(DataProblem.Kind.INDEX_OUT_OF_RANGE, file, line, message);
    }
    found.set(index);
    return null;
  }
}
