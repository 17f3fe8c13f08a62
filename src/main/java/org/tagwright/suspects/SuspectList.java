package org.tagwright.suspects;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.DatasetIndex;
import org.tagwright.metric.ConfidentLearning;

/**
 * The labels of a data set that contradict scores, the most suspect first.
 *
 * @param unscored number of samples without scores
 */
public record SuspectList(DatasetIndex index, List<SuspectLabel> labels, int unscored) {
  /** The columns of {@link #writeCsv}. */
  private static final String HEADER =
      "image,class,given,score,suspicion,suggestion,reason,decision\n";

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
    try {
      AtomicFile.write(
          file,
          out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write(HEADER);
            for (SuspectLabel label : labels) {
              text.write(row(label, decisions.of(label)));
            }
            text.flush();
          });
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }

  private static String row(SuspectLabel label, @Nullable Verdict decided) {
    return String.join(
            ",",
            quoted(label.image()),
            quoted(label.className()),
            label.given() ? "present" : "absent",
            Units.text("%.4f", label.score()),
            Units.text("%.4f", label.suspicion()),
            quoted(label.suggestion()),
            quoted(label.reason()),
            decided == null ? "" : decided.word())
        + "\n";
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
