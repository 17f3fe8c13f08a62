package org.tagwright.review;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.metric.LabelledScores;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.metric.ThresholdSearch;

/**
 * Images with the score of every class, and the true labels where they are known. A snapshot: a
 * running prediction gives a longer one each time it is asked. Scores are sigmoid scores in 0..1,
 * row-major {@code size() × classes().size()}.
 */
public final class ScoredImages {
  /** Nothing predicted yet. */
  public static final ScoredImages NONE =
      new ScoredImages(List.of(), List.of(), new float[0], new Truth[0]);

  /**
   * What is known of an image's classes; {@code null} where nothing is.
   *
   * @param classes the true ones, ascending
   * @param unknown those of which nobody knows; all others are known to be absent
   */
  public record Truth(List<Integer> classes, List<Integer> unknown) {
    public Truth {
      classes = List.copyOf(classes);
      unknown = List.copyOf(unknown);
    }

    /** Every class is known. */
    public Truth(List<Integer> classes) {
      this(classes, List.of());
    }
  }

  private static final byte UNKNOWN = -1;

  private static final int CURVE_POINTS = 100;

  private final List<String> classes;
  private final List<Path> files;
  private final int folderLength;
  private final float[] scores;
  private final byte[] truth; // row-major; 1 true, 0 not, or UNKNOWN
  private final boolean[] known;
  private final int knownCount;
  private float @Nullable [] losses;
  private @Nullable LabelledScores labelled;
  private @Nullable List<ThresholdPoint> curve;

  private ScoredImages(List<String> classes, List<Path> files, float[] scores, Truth[] truths) {
    this.classes = List.copyOf(classes);
    this.files = List.copyOf(files);
    this.folderLength = CommonFolder.length(files);
    this.scores = scores;
    int c = classes.size();
    if (scores.length < files.size() * c || truths.length < files.size()) {
      throw new IllegalArgumentException(
          files.size() + " files, " + scores.length + " scores, " + c + " classes");
    }
    this.truth = new byte[files.size() * c];
    this.known = new boolean[files.size()];
    for (int i = 0; i < files.size(); i++) {
      set(i, truths[i]);
    }
    this.knownCount = count(known);
  }

  private ScoredImages(ScoredImages of, Map<Integer, @Nullable Truth> edited) {
    classes = of.classes;
    files = of.files;
    folderLength = of.folderLength;
    scores = of.scores;
    truth = of.truth.clone();
    known = of.known.clone();
    edited.forEach(this::set);
    knownCount = count(known);
    losses = of.losses == null ? null : of.losses.clone();
    if (losses != null) {
      for (int image : edited.keySet()) {
        losses[image] = lossOf(image);
      }
    }
  }

  private void set(int image, @Nullable Truth is) {
    int from = image * classes.size();
    known[image] = is != null;
    Arrays.fill(truth, from, from + classes.size(), is == null ? UNKNOWN : 0);
    if (is != null) {
      is.classes().stream().filter(k -> k < classes.size()).forEach(k -> truth[from + k] = 1);
      is.unknown().stream().filter(k -> k < classes.size()).forEach(k -> truth[from + k] = UNKNOWN);
    }
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  /**
   * The same scores, some images with other true labels.
   *
   * @param edited by image; {@code null} where nobody knows any more
   */
  public ScoredImages with(Map<Integer, @Nullable Truth> edited) {
    return new ScoredImages(this, edited);
  }

  /**
   * Makes a snapshot.
   *
   * @param scores row-major, at least {@code files.size() × classes.size()} long; not copied
   * @param truths one per image, {@code null} where unknown
   */
  public static ScoredImages of(
      List<String> classes, List<Path> files, float[] scores, List<Truth> truths) {
    return new ScoredImages(classes, files, scores, truths.toArray(new Truth[0]));
  }

  public List<String> classes() {
    return classes;
  }

  public int size() {
    return files.size();
  }

  public Path file(int image) {
    return files.get(image);
  }

  public List<Path> files() {
    return files;
  }

  /** The file's name relative to the folder that all images are in, with {@code /} between. */
  public String name(int image) {
    return files.get(image).toString().substring(folderLength).replace('\\', '/');
  }

  public float score(int image, int classIndex) {
    return scores[image * classes.size() + classIndex];
  }

  /** Whether the true labels of the image are known. */
  public boolean known(int image) {
    return known[image];
  }

  /** Whether the class truly is on the image; false also where nobody knows. */
  public boolean isTrue(int image, int classIndex) {
    return truth[image * classes.size() + classIndex] == 1;
  }

  /** Whether nobody knows of this class of the image. */
  public boolean isUnknown(int image, int classIndex) {
    return truth[image * classes.size() + classIndex] == UNKNOWN;
  }

  /** The true labels of the image, or {@code null} where nobody knows. */
  public @Nullable Truth truth(int image) {
    if (!known[image]) {
      return null;
    }
    List<Integer> own = new ArrayList<>();
    List<Integer> unknown = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      if (isTrue(image, k)) {
        own.add(k);
      } else if (isUnknown(image, k)) {
        unknown.add(k);
      }
    }
    return new Truth(own, unknown);
  }

  /** How many images have known labels. */
  public int knownCount() {
    return knownCount;
  }

  /** Mean binary cross-entropy of the image over its known classes, or NaN where nobody knows. */
  public float loss(int image) {
    return losses()[image];
  }

  /** The scores and truth of the images with known labels. Made once; safe for threads. */
  public synchronized LabelledScores labelled() {
    if (labelled == null) {
      int c = classes.size();
      float[] rows = new float[knownCount * c];
      float[] targets = new float[knownCount * c];
      int at = 0;
      for (int i = 0; i < size(); i++) {
        if (known[i]) {
          System.arraycopy(scores, i * c, rows, at, c);
          for (int k = 0; k < c; k++) {
            targets[at + k] = isUnknown(i, k) ? Float.NaN : truth[i * c + k];
          }
          at += c;
        }
      }
      labelled = LabelledScores.of(rows, targets, knownCount, c);
    }
    return labelled;
  }

  /** Weighted F1 over the threshold, about 100 points; empty where no labels are known. */
  public synchronized List<ThresholdPoint> curve() {
    if (curve == null) {
      curve =
          knownCount == 0
              ? List.of()
              : ThresholdSearch.curve(labelled(), Metric.WEIGHTED_F1, CURVE_POINTS);
    }
    return curve;
  }

  /** The outcome of a class on an image, or {@code null} where it is neither predicted nor true. */
  public @Nullable Outcome outcome(int image, int classIndex, double threshold) {
    boolean predicted = score(image, classIndex) > (float) threshold; // float32, as the metrics
    if (!known[image]) {
      return predicted ? Outcome.UNJUDGED : null;
    }
    if (isUnknown(image, classIndex)) {
      return Outcome.UNKNOWN;
    }
    if (isTrue(image, classIndex)) {
      return predicted ? Outcome.RIGHT : Outcome.MISSED;
    }
    return predicted ? Outcome.WRONG : null;
  }

  /** The labels of an image: predicted ones by falling score, then the missed ones. */
  public List<Tag> tags(int image, Thresholds thresholds) {
    List<Tag> tags = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      double threshold = thresholds.of(k);
      Outcome outcome = outcome(image, k, threshold);
      if (outcome != null) {
        tags.add(new Tag(k, classes.get(k), score(image, k), threshold, outcome));
      }
    }
    tags.sort(
        Comparator.comparing((Tag t) -> t.outcome() == Outcome.MISSED)
            .thenComparing(t -> t.outcome() == Outcome.UNKNOWN)
            .thenComparing(Comparator.comparingDouble(Tag::score).reversed()));
    return tags;
  }

  /** The predicted classes of an image, ascending. */
  public List<Integer> predicted(int image, Thresholds thresholds) {
    List<Integer> labels = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      if (score(image, k) > (float) thresholds.of(k)) {
        labels.add(k);
      }
    }
    return labels;
  }

  private synchronized float[] losses() {
    if (losses == null) {
      float[] values = new float[size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = lossOf(i);
      }
      losses = values;
    }
    return losses;
  }

  private float lossOf(int image) {
    double sum = 0;
    int counted = 0;
    for (int k = 0; k < classes.size(); k++) {
      if (!isUnknown(image, k)) {
        double p = Math.min(1 - 1e-7, Math.max(1e-7, score(image, k)));
        sum -= Math.log(isTrue(image, k) ? p : 1 - p);
        counted++;
      }
    }
    return known[image] ? (float) (sum / Math.max(1, counted)) : Float.NaN;
  }
}
