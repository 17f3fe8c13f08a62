package org.tagwright.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often and with whom the classes appear. Needs the labels only, no image.
 *
 * @param labels the classes
 * @param trainSupport training samples of each class
 * @param validationSupport validation samples of each class
 * @param samplesByLabelCount how many samples have 0, 1, 2 … classes
 * @param coOccurrence in how many samples two classes appear together, class × class; on the
 *     diagonal the samples of the class
 */
public record DatasetStatistics(
    LabelSet labels,
    List<Integer> trainSupport,
    List<Integer> validationSupport,
    List<Integer> samplesByLabelCount,
    List<List<Integer>> coOccurrence) {

  public static DatasetStatistics of(DatasetIndex index, Split split) {
    int classes = index.classes();
    int[] byCount = new int[classes + 1];
    int[][] together = new int[classes][classes];
    int most = 0;
    for (int sample = 0; sample < index.size(); sample++) {
      int[] own = index.classesOf(sample);
      byCount[own.length]++;
      most = Math.max(most, own.length);
      for (int a : own) {
        for (int b : own) {
          together[a][b]++;
        }
      }
    }
    return new DatasetStatistics(
        index.labels(),
        list(index.support(split.train())),
        list(index.support(split.validation())),
        list(byCount).subList(0, most + 1),
        IntStream.range(0, classes).mapToObj(c -> list(together[c])).toList());
  }

  private static List<Integer> list(int[] values) {
    return IntStream.of(values).boxed().toList();
  }

  /** Samples of a class on both sides. */
  public int support(int classIndex) {
    return trainSupport.get(classIndex) + validationSupport.get(classIndex);
  }

  /** Mean number of classes a sample. */
  public double labelsPerSample() {
    long labelled = 0;
    long samples = 0;
    for (int count = 0; count < samplesByLabelCount.size(); count++) {
      samples += samplesByLabelCount.get(count);
      labelled += (long) count * samplesByLabelCount.get(count);
    }
    return samples == 0 ? 0 : labelled / (double) samples;
  }
}
