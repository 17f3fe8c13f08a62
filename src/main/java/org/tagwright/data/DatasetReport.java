package org.tagwright.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.OnProblem;

/**
 * What a check of a data set found.
 *
 * @param index the samples without problems
 * @param problems everything that is wrong, in the order of kind, file and line
 * @param labelFiles label files looked at
 * @param leftOut samples not in {@code index} because of a problem
 * @param withoutClasses samples of {@code index} without any class (an empty label file)
 * @param imagesWithoutLabels images in the folder that no label file belongs to; they are not used
 * @param turned samples of {@code index} whose EXIF orientation is another than upright
 * @param orientation what is done with it
 */
public record DatasetReport(
    DatasetIndex index,
    List<DataProblem> problems,
    int labelFiles,
    int leftOut,
    int withoutClasses,
    int imagesWithoutLabels,
    int turned,
    ExifOrientation orientation) {

  /** Problems of each kind that {@link #toText()} lists before it only counts. */
  public static final int SHOWN_PER_KIND = 10;

  private static final String ALL_EMPTY =
      "No sample has any class: every label file is empty, so nothing can be learned and F1 stays"
          + " 0. Are these the right labels?";

  public DatasetReport {
    problems = List.copyOf(problems);
  }

  /** What does not keep a training from running, but may well keep it from learning. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (withoutClasses > 0 && withoutClasses == index.size()) {
      warnings.add(ALL_EMPTY);
    }
    if (turned > 0 && orientation == ExifOrientation.IGNORE) {
      warnings.add(
          Units.count(turned, "image")
              + " with an EXIF orientation, which is ignored as PIL does: the network sees what"
              + " lies on its side or is mirrored. Set data.orientation to \"apply\" to turn such"
              + " images upright.");
    }
    return warnings;
  }

  /** The same check, after labels of its samples were edited. */
  public DatasetReport with(DatasetIndex edited) {
    int without = 0;
    for (int i = 0; i < edited.size(); i++) {
      without += edited.classesOf(i).length == 0 ? 1 : 0;
    }
    return new DatasetReport(
        edited, problems, labelFiles, leftOut, without, imagesWithoutLabels, turned, orientation);
  }

  public boolean clean() {
    return problems.isEmpty();
  }

  /** Whether something is wrong that leaving samples out cannot fix. */
  public boolean fatal() {
    return problems.stream().anyMatch(p -> p.kind().fatal());
  }

  /**
   * The samples to train on.
   *
   * @param onProblem whether samples with problems may be left out
   * @throws TagwrightException of kind input, with the whole report, where there are problems and
   *     they may not be left out, or where nothing usable is left
   */
  public DatasetIndex usable(OnProblem onProblem) {
    if (index.size() == 0 && !clean() && problems.stream().allMatch(p -> p.kind().fatal())) {
      // Nothing was looked at, so there is nothing to count.
      throw TagwrightException.input(
          "The data cannot be used:\n"
              + problems.stream().map(p -> "  " + p.toText()).collect(Collectors.joining("\n")));
    }
    if (fatal() || (!clean() && onProblem == OnProblem.STOP)) {
      String way =
          fatal()
              ? ""
              : "\nMend these files, or set data.onProblem to \"skip\" to leave the "
                  + Units.count(leftOut, "sample")
                  + " out.";
      throw TagwrightException.input("The data cannot be used as they are.\n" + toText() + way);
    }
    if (index.size() == 0) {
      throw TagwrightException.input("No usable sample is left.\n" + toText());
    }
    return index;
  }

  /** Counts, and the first problems of each kind. */
  public String toText() {
    return toText(SHOWN_PER_KIND);
  }

  /** Counts, and at most {@code shownPerKind} problems of each kind. */
  public String toText(int shownPerKind) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Units.count(index.size(), "usable sample")
            + " of "
            + Units.count(labelFiles, "label file")
            + ", "
            + index.classes()
            + " classes");
    warnings().forEach(text -> lines.add("WARNING: " + text));
    if (turned > 0 && orientation == ExifOrientation.APPLY) {
      lines.add(Units.count(turned, "image") + " turned upright by its EXIF orientation");
    }
    if (withoutClasses > 0) {
      lines.add(Units.count(withoutClasses, "sample") + " without any class (kept, all targets 0)");
    }
    if (index.anyUnknown()) {
      long images = Arrays.stream(index.all()).filter(i -> index.unknownOf(i).length > 0).count();
      lines.add(
          Units.count(index.unknownLabels(), "unknown label")
              + " of "
              + Units.count(images, "sample")
              + " (neither in the loss nor in any metric)");
    }
    if (imagesWithoutLabels > 0) {
      lines.add(Units.count(imagesWithoutLabels, "image") + " without a label file (not used)");
    }
    if (clean()) {
      lines.add("No problems found.");
    } else {
      lines.add(
          Units.count(problems.size(), "problem")
              + "; left out: "
              + Units.count(leftOut, "sample"));
    }
    for (DataProblem.Kind kind : DataProblem.Kind.values()) {
      List<DataProblem> ofKind = problems.stream().filter(p -> p.kind() == kind).toList();
      if (!ofKind.isEmpty()) {
        lines.add("");
        lines.add(capital(kind.title()) + ": " + Units.count(ofKind.size()));
        ofKind.stream().limit(shownPerKind).forEach(p -> lines.add("  " + p.toText()));
        if (ofKind.size() > shownPerKind) {
          lines.add("  … and " + Units.count(ofKind.size() - shownPerKind) + " more");
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
