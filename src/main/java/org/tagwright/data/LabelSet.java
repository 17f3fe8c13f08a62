package org.tagwright.data;

import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.TextFile;
import org.tagwright.config.ExperimentConfig;

/**
 * The names of the classes, in the order of their indices. Accents are composed, so that names from
 * every source are equal that look equal.
 */
public record LabelSet(List<String> names) {

  /** The file in a data set's root that gives it its own classes. */
  public static final String FILE_NAME = "classes.txt";

  /** The 80 classes of MS-COCO, in COCO's order: {@code person} = 0 … {@code toothbrush} = 79. */
  public static final LabelSet COCO =
      new LabelSet(
          List.of(
              """
              person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,\
              fire hydrant,stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,\
              elephant,bear,zebra,giraffe,backpack,umbrella,handbag,tie,suitcase,frisbee,\
              skis,snowboard,sports ball,kite,baseball bat,baseball glove,skateboard,surfboard,\
              tennis racket,bottle,wine glass,cup,fork,knife,spoon,bowl,banana,apple,sandwich,\
              orange,broccoli,carrot,hot dog,pizza,donut,cake,chair,couch,potted plant,bed,\
              dining table,toilet,tv,laptop,mouse,remote,keyboard,cell phone,microwave,oven,\
              toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,hair drier,toothbrush\
              """
                  .split(",")));

  public LabelSet {
    names = names.stream().map(FileTree::composed).toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no class names");
    }
  }

  /** Names for classes that have none: {@code class 0} and so on. */
  public static LabelSet numbered(int classes) {
    return new LabelSet(IntStream.range(0, classes).mapToObj(c -> "class " + c).toList());
  }

  public int size() {
    return names.size();
  }

  public String name(int index) {
    return names.get(index);
  }

  /** The index of the class of that name, or -1. */
  public int indexOf(String name) {
    return names.indexOf(FileTree.composed(name));
  }

  /**
   * The index of a class.
   *
   * @throws TagwrightException of kind input, with the names there are, where there is no such
   *     class
   */
  public int require(String name) {
    int index = indexOf(name);
    if (index < 0) {
      throw TagwrightException.input(
          "There is no class '" + name + "'. The classes are: " + String.join(", ", names) + ".");
    }
    return index;
  }

  /**
   * The classes of a data set: those of {@code data.classes}, else those of a {@code classes.txt}
   * in its root or among its labels, else COCO's. The labels' own list may not differ from the data
   * set's: their indices would mean other classes than those that are trained. {@code null} with
   * what is wrong added to {@code problems}.
   */
  static LabelSet of(ExperimentConfig.Data data, List<DataProblem> problems) {
    Path file = data.classesFile() != null ? data.classesFile() : data.root().resolve(FILE_NAME);
    LabelSet ofData =
        data.classesFile() != null || Files.isRegularFile(file) ? read(file, problems) : null;
    Path beside = data.trainLabelsFolder().resolve(FILE_NAME);
    LabelSet ofLabels = Files.isRegularFile(beside) ? read(beside, problems) : null;
    if (ofData != null && ofLabels != null && !ofData.equals(ofLabels)) {
      problems.add(problem(beside, 0, ofLabels.disagreement(file, ofData)));
      return null;
    }
    if (ofData == null && ofLabels == null) {
      return problems.isEmpty() ? COCO : null;
    }
    return ofData != null ? ofData : ofLabels;
  }

  /**
   * The classes of a data set.
   *
   * @throws TagwrightException of kind input, with every problem, where they cannot be used
   */
  public static LabelSet of(ExperimentConfig.Data data) {
    List<DataProblem> problems = new ArrayList<>();
    return orThrow(of(data, problems), problems);
  }

  /**
   * Compares the class names that indices will be read by with those that the labels bring: a
   * {@code classes.txt} among them, or in the root of the data set that they are in.
   *
   * @param labels a folder of label files
   * @param source where the names are from, for the message
   * @throws TagwrightException of kind input where they differ, if only in their order
   */
  public void requireSameFor(Path labels, Path source) {
    Path folder = labels.toAbsolutePath().normalize();
    Path parent = folder.getParent();
    Path root = parent != null && parent.endsWith("labels") ? parent.getParent() : parent;
    for (Path each : new Path[] {folder, parent, root}) {
      if (each != null && Files.isRegularFile(each.resolve(FILE_NAME))) {
        read(each.resolve(FILE_NAME)).requireSame(each.resolve(FILE_NAME), source, this);
      }
    }
  }

  /**
   * @param file where these names are from
   * @param others classes without names agree with all of the same number
   * @throws TagwrightException of kind input where the other names differ, if only in their order
   */
  public void requireSame(Path file, Path other, LabelSet others) {
    if (!equals(others) && !others.equals(numbered(size()))) {
      throw TagwrightException.input(file + ": " + disagreement(other, others) + ".");
    }
  }

  /** What differs from another list, worded to follow the name of this one's file. */
  private String disagreement(Path other, LabelSet others) {
    int first = 0;
    while (first < Math.min(size(), others.size()) && name(first).equals(others.name(first))) {
      first++;
    }
    return "two lists of class names disagree: class %d is %s here, but %s in %s. Indices would mean other classes; use one list"
        .formatted(first, nameOrNone(first), others.nameOrNone(first), other);
  }

  private String nameOrNone(int index) {
    return index < size() ? "'" + name(index) + "'" : "missing";
  }

  /**
   * Reads one name per line, UTF-8. Blank lines at the end are nothing.
   *
   * @throws TagwrightException of kind input, with every problem of the file in its message
   */
  public static LabelSet read(Path file) {
    List<DataProblem> problems = new ArrayList<>();
    return orThrow(read(file, problems), problems);
  }

  private static LabelSet orThrow(LabelSet labels, List<DataProblem> problems) {
    if (labels == null) {
      StringBuilder message = new StringBuilder("The class names cannot be used:");
      for (DataProblem problem : problems) {
        message.append("\n  ").append(problem.toText());
      }
      throw TagwrightException.input(message.toString());
    }
    return labels;
  }

  /** The names, or {@code null} with what is wrong added to {@code problems}. */
  static LabelSet read(Path file, List<DataProblem> problems) {
    int before = problems.size();
    List<String> names = new ArrayList<>();
    for (String line : lines(file, problems)) {
      names.add(FileTree.composed(line.strip()));
    }
    while (!names.isEmpty() && names.get(names.size() - 1).isEmpty()) {
      names.remove(names.size() - 1);
    }
    if (names.isEmpty() && problems.size() == before) {
      problems.add(problem(file, 0, "has no class names; write one name per line"));
    }
    Map<String, Integer> lineOfName = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      int line = i + 1;
      if (names.get(i).isEmpty()) {
        problems.add(
            problem(file, line, "is blank, so the indices of all later classes are in doubt"));
        continue;
      }
      Integer earlier = lineOfName.putIfAbsent(names.get(i), line);
      if (earlier != null) {
        problems.add(
            problem(file, line, "names '" + names.get(i) + "' again, as line " + earlier + " did"));
      }
    }
    return problems.size() == before ? new LabelSet(names) : null;
  }

  private static List<String> lines(Path file, List<DataProblem> problems) {
    try {
      return TextFile.read(file).lines().toList();
    } catch (CharConversionException e) {
      problems.add(problem(file, 0, e.getMessage()));
    } catch (IOException e) {
      problems.add(problem(file, 0, "cannot be read: " + Failures.reason(e)));
    }
    return List.of();
  }

  private static DataProblem problem(Path file, int line, String message) {
    return new DataProblem(DataProblem.Kind.CLASS_NAMES, file, line, message);
  }
}
