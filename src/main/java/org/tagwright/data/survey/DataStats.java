package org.tagwright.data.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.DatasetReport;
import org.tagwright.data.Split;

/**
 * What a checked data set is made of.
 *
 * @param split which samples train and which validate, as training will draw it
 * @param classes one entry per class, by index
 * @param labelsPerImage how many samples have 0, 1, 2, … labels
 * @param together how many samples have both of two classes, row-major classes × classes; the
 *     diagonal is the class itself
 */
public record DataStats(
    DatasetReport report,
    Split split,
    List<ClassCount> classes,
    List<Integer> labelsPerImage,
    int[] together) {

  /** In place of a class: the samples of every class. */
  public static final int ALL_CLASSES = -1;

  /** In place of a class: the samples that have none. */
  public static final int NO_CLASS = -2;

  public DataStats {
    classes = List.copyOf(classes);
    labelsPerImage = List.copyOf(labelsPerImage);
  }

  /** How often a class occurs in the two parts of the split. */
  public record ClassCount(int index, String name, int train, int validation) {
    public int both() {
      return train + validation;
    }
  }

  /** Splits as training will, and counts. */
  public static DataStats of(DatasetReport report, ExperimentConfig.Data data, long seed) {
    DatasetIndex index = report.index();
    Split split = Split.toLookAt(index, data, seed);
    int[] train = index.support(split.train());
    int[] validation = index.support(split.validation());
    List<ClassCount> classes = new ArrayList<>();
    for (int k = 0; k < index.classes(); k++) {
      classes.add(new ClassCount(k, index.labels().name(k), train[k], validation[k]));
    }
    int[] together = new int[index.classes() * index.classes()];
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      int[] own = index.classesOf(i);
      while (labels.size() <= own.length) {
        labels.add(0);
      }
      labels.set(own.length, labels.get(own.length) + 1);
      for (int a : own) {
        for (int b : own) {
          together[a * index.classes() + b]++;
        }
      }
    }
    return new DataStats(report, split, classes, labels, together);
  }

  /** Number of training samples. */
  public int train() {
    return split.train().length;
  }

  /** Number of validation samples. */
  public int validation() {
    return split.validation().length;
  }

  /** Whether a sample validates; else it trains. */
  public boolean validates(int sample) {
    return split.validates(sample);
  }

  /**
   * The samples that have a class.
   *
   * @param classIndex a class, {@link #ALL_CLASSES} or {@link #NO_CLASS}
   */
  public List<Integer> samplesOf(int classIndex) {
    DatasetIndex index = report.index();
    List<Integer> having = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      boolean wanted =
          switch (classIndex) {
            case ALL_CLASSES -> true;
            case NO_CLASS -> index.classesOf(i).length == 0;
            default -> index.has(i, classIndex);
          };
      if (wanted) {
        having.add(i);
      }
    }
    return having;
  }

  /** Mean number of labels of a sample; 0 without samples. */
  public double meanLabels() {
    long labels = 0;
    long samples = 0;
    for (int n = 0; n < labelsPerImage.size(); n++) {
      labels += (long) n * labelsPerImage.get(n);
      samples += labelsPerImage.get(n);
    }
    return samples == 0 ? 0 : (double) labels / samples;
  }

  /** How many classes occur at all. */
  public int classesPresent() {
    return (int) classes.stream().filter(c -> c.both() > 0).count();
  }

  /** Classes that training sees but validation never does, so that nothing is known of them. */
  public List<ClassCount> unvalidated() {
    return classes.stream().filter(c -> c.train() > 0 && c.validation() == 0).toList();
  }

  /** How many samples have both classes. */
  public int together(int a, int b) {
    return together[a * classes.size() + b];
  }

  /**
   * Two classes on the same samples.
   *
   * @param share of the samples with {@code a} that have {@code b} too
   */
  public record Pair(ClassCount a, ClassCount b, int samples, double share) {}

  /** The pairs that occur together most often, each once, seen from its rarer class. */
  public List<Pair> oftenTogether(int most) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < classes.size(); i++) {
      for (int k = i + 1; k < classes.size(); k++) {
        int samples = together(i, k);
        if (samples > 0) {
          boolean rarer = classes.get(i).both() <= classes.get(k).both();
          ClassCount a = classes.get(rarer ? i : k);
          ClassCount b = classes.get(rarer ? k : i);
          pairs.add(new Pair(a, b, samples, samples / (double) a.both()));
        }
      }
    }
    pairs.sort(Comparator.comparingInt((Pair p) -> -p.samples()).thenComparing(p -> -p.share()));
    return pairs.subList(0, Math.min(most, pairs.size()));
  }
}
