package org.tagwright.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.tagwright.metric.LabelledScores;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdSearch;
import org.tagwright.results.CheckpointGroup;
import org.tagwright.results.CheckpointTable;
import org.tagwright.results.CheckpointTable.GroupMode;
import org.tagwright.results.SortKey;
import org.tagwright.review.FakeScores;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.GalleryFilter.Verdict;
import org.tagwright.review.GalleryOrder;
import org.tagwright.review.LiveScores;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.ShownImages;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.results.FakeCheckpoints;

/**
 * What the program computes while a person waits, at the size of COCO: medians of seven.
 *
 * <pre>{@code
 * ./mvnw -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     org.tagwright.bench.LargeInputs [threshold gallery table]
 * }</pre>
 */
public final class LargeInputs {
  private static final int ROUNDS = 7;

  private LargeInputs() {}

  public static void main(String[] names) {
    Set<String> chosen =
        new HashSet<>(
            names.length == 0 ? List.of("threshold", "gallery", "table") : Arrays.asList(names));
    if (chosen.contains("threshold")) {
      LabelledScores data = scores(40_000, 80);
      time(
          "exact threshold search, 40,000 images of 80 classes",
          () -> {
            ThresholdSearch.exact(data, Metric.WEIGHTED_F1);
            ThresholdSearch.exactPerClass(data);
          });
    }
    if (chosen.contains("gallery")) {
      ScoredImages images = FakeScores.of(Path.of("images"), 40_000);
      Thresholds thresholds = Thresholds.of(0.4, 80);
      GalleryFilter errors = GalleryFilter.ALL.withVerdict(Verdict.ANY_ERROR);
      time(
          "gallery: 40,000 images filtered, sorted and scored",
          () -> {
            ShownImages.of(images, thresholds, errors, GalleryOrder.LEAST_CERTAIN);
            LiveScores.of(images, thresholds);
          });
    }
    if (chosen.contains("table")) {
      CheckpointTable table =
          CheckpointTable.of(FakeCheckpoints.rows(Path.of("trained_models"), 10_000));
      time(
          "results: 10,000 checkpoints filtered, sorted and grouped",
          () -> {
            CheckpointTable good = table.where("f1 > 0.5");
            good.sortedBy(List.of(new SortKey("f1", false)));
            List<CheckpointGroup> groups = good.groupedBy(List.of("model", "batch_size"));
            CheckpointGroup.table(groups, good.columns(), GroupMode.MEAN);
          });
    }
  }

  private static void time(String what, Runnable work) {
    work.run(); // loads and compiles
    long[] millis = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      millis[i] = (System.nanoTime() - start) / 1_000_000;
    }
    Arrays.sort(millis);
    System.out.printf(
        "%-60s %5d ms (%d to %d)%n", what, millis[ROUNDS / 2], millis[0], millis[ROUNDS - 1]);
  }

  private static LabelledScores scores(int samples, int classes) {
    Random random = new Random(1);
    float[] scores = new float[samples * classes];
    boolean[] targets = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      targets[i] = random.nextFloat() < 0.04;
      double logit = random.nextGaussian() * 2 - (targets[i] ? 0 : 3);
      scores[i] = (float) (1 / (1 + Math.exp(-logit)));
    }
    return new LabelledScores(scores, targets, samples, classes);
  }
}
