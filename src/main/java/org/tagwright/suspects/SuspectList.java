package org.tagwright.suspects;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.tagwright.common.CsvFile;
import org.tagwright.common.Units;
import org.tagwright.data.DatasetIndex;
import org.tagwright.metric.ConfidentLearning;

/**
 * The labels of a data set that contradict scores, the most suspect first.
 *
 * @param unscored number of samples without scores
 */
public record SuspectList(DatasetIndex index, List<SuspectLabel> labels, int unscored) {
  public SuspectList {
    labels = List.copyOf(labels);
  }

  /** Compares labels and scores; unknown classes are left out. */
  public static SuspectList of(SampleScores scores) {
    DatasetIndex index = scores.index();
    int classes = index.classes();
    boolean[] given = new boolean[index.size() * classes];
    BitSet leftOut = new BitSet();
    for (int sample = 0; sample < index.size(); sample++) {
      for (int c : index.classesOf(sample)) {
        given[sample * classes + c] = true;
      }
      for (int c : index.unknownOf(sample)) {
        leftOut.set(sample * classes + c);
      }
      if (!scores.has(sample)) {
        leftOut.set(sample * classes, (sample + 1) * classes);
      }
    }
    ConfidentLearning learned =
        new ConfidentLearning(scores.values(), given, leftOut, index.size(), classes);
    List<SuspectLabel> found = new ArrayList<>();
    for (ConfidentLearning.Suspect suspect : learned.suspects()) {
      int c = suspect.classIndex();
      double opposite = learned.usual(c, !suspect.given());
      found.add(
          new SuspectLabel(
              suspect.sample(),
              index.name(suspect.sample()),
              index.stem(suspect.sample()),
              c,
              index.labels().name(c),
              suspect.given(),
              suspect.score(),
              suspect.given() ? 1 - opposite : opposite,
              suspect.suspicion()));
    }
    return new SuspectList(index, found, scores.missing());
  }

  /**
   * Writes the list as a table, UTF-8, atomically.
   *
   * @param decisions fill the last column; it is empty where nothing is decided yet
   */
  public void writeCsv(Path file, Decisions decisions) {
    CsvFile.write(
        file,
        CsvFile.LINES,
        csv -> {
          csv.printRecord(
              "image", "class", "given", "score", "suspicion", "suggestion", "reason", "decision");
          for (SuspectLabel label : labels) {
            Verdict decided = decisions.of(label);
            csv.printRecord(
                label.image(),
                label.className(),
                label.given() ? "present" : "absent",
                Units.text("%.4f", label.score()),
                Units.text("%.4f", label.suspicion()),
                label.suggestion(),
                label.reason(),
                decided == null ? null : decided.word());
          }
        });
  }
}
