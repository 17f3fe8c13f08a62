package org.tagwright.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;

/**
 * The samples that validate, as a list of stems. A drawn split depends on the labels, so that one
 * edit would move samples from one side to the other; a list does not.
 */
public final class ValidationList {
  private ValidationList() {}

  /** The file that {@code data.validationList} names, or {@code null} where the split is drawn. */
  public static Path file(ExperimentConfig.Data data) {
    return data.validationList() == null ? null : data.root().resolve(data.validationList());
  }

  /** Which samples a list names; names that no sample has are passed over. */
  static boolean[] validates(Path file, DatasetIndex index) {
    Set<String> listed = StemList.read(file).stems();
    boolean[] validates = new boolean[index.size()];
    int found = 0;
    for (int i = 0; i < validates.length; i++) {
      validates[i] = listed.contains(FileTree.composed(index.stem(i)));
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

  /** Adds names of the list that no label file has, each as a problem. */
  static void check(Path file, List<String> labelNames, List<DataProblem> problems) {
    try {
      Set<String> missing = new HashSet<>(StemList.read(file).stems());
      labelNames.forEach(name -> missing.remove(StemList.stem(name)));
      missing.stream()
          .sorted()
          .map(stem -> "names '" + stem + "', which has no label file (names have no extension)")
          .forEach(
              what -> problems.add(new DataProblem(DataProblem.Kind.NOT_A_SAMPLE, file, 0, what)));
    } catch (TagwrightException e) {
      String what = "cannot be used as the validation list: " + e.getMessage();
      problems.add(new DataProblem(DataProblem.Kind.FOLDER, file, 0, what));
    }
  }

  /** Writes the list of a split. */
  public static void write(Path file, DatasetIndex index, Split split) {
    StemList.write(file, Arrays.stream(split.validation()).mapToObj(index::stem).toList());
  }
}
