package org.tagwright.suspects;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.LabelSet;
import org.tagwright.prediction.ScoresFile;

/** Scores of the samples of a data set, as far as they are known. Not for several threads. */
public final class SampleScores {
  private final DatasetIndex index;
  private final float[] scores;
  private final BitSet scored = new BitSet();
  private final Path[] checkpoints;
  private final Map<String, Integer> sampleByName = new HashMap<>();

  SampleScores(DatasetIndex index) {
    this.index = index;
    scores = new float[index.size() * index.classes()];
    checkpoints = new Path[index.size()];
    for (int sample = 0; sample < index.size(); sample++) {
      sampleByName.put(index.name(sample), sample);
    }
  }

  /**
   * Takes over the scores of those images that are samples.
   *
   * @throws TagwrightException of kind input where they are of other classes
   */
  void add(ScoresFile.Content content) {
    Path checkpoint = Path.of(content.header().checkpoint());
    new LabelSet(content.header().classes())
        .requireSame(checkpoint, index.folder(), index.labels());
    for (ScoresFile.Row row : content.rows()) {
      Integer sample = sampleByName.get(row.fileName());
      if (sample != null) {
        System.arraycopy(row.scores(), 0, scores, sample * index.classes(), index.classes());
        scored.set(sample);
        checkpoints[sample] = checkpoint;
      }
    }
  }

  public DatasetIndex index() {
    return index;
  }

  /** Number of samples without scores: unreadable ones, and those that came later. */
  public int missing() {
    return index.size() - scored.cardinality();
  }

  public boolean has(int sample) {
    return scored.get(sample);
  }

  /** The network that scored a sample; {@code null} where none has. */
  public @Nullable Path checkpoint(int sample) {
    return checkpoints[sample];
  }

  public float score(int sample, int classIndex) {
    return scores[sample * index.classes() + classIndex];
  }

  /** Row-major samples × classes; 0 where there are none. Not a copy. */
  float[] values() {
    return scores;
  }
}
