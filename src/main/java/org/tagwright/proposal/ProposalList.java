package org.tagwright.proposal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.tagwright.metric.FarthestFirst;
import org.tagwright.prediction.ScoresFile;

/**
 * The proposals for a folder of new images.
 *
 * @param classes names by index
 */
public record ProposalList(List<String> classes, List<Proposal> proposals) {
  /** Below this a score says no more than "surely not". */
  private static final double LEAST = 1e-6;

  public ProposalList {
    classes = List.copyOf(classes);
    proposals = List.copyOf(proposals);
  }

  /** Proposes by scores, with the thresholds that are in force in the checkpoint. */
  public static ProposalList of(ScoresFile.Content content, Path folder) {
    ScoresFile.Header header = content.header();
    int classes = header.classes().size();
    double[] thresholds = new double[classes];
    for (int c = 0; c < classes; c++) {
      thresholds[c] =
          header.classThresholdsInForce() ? header.classThresholds().get(c) : header.threshold();
    }
    List<Proposal> proposals = new ArrayList<>();
    for (ScoresFile.Row row : content.rows()) {
      BitSet labels = new BitSet();
      double uncertainty = 0;
      for (int c = 0; c < classes; c++) {
        labels.set(c, row.scores()[c] > (float) thresholds[c]);
        uncertainty += entropy(row.scores()[c], thresholds[c]);
      }
      Path file = folder.resolve(row.fileName());
      proposals.add(new Proposal(row.fileName(), file, row.scores(), labels, uncertainty));
    }
    return new ProposalList(header.classes(), proposals);
  }

  /** In bits, of a score shifted so that one at the threshold is as likely as not. */
  private static double entropy(double score, double threshold) {
    double p = 1 / (1 + Math.exp(logit(threshold) - logit(score)));
    return p <= 0 || p >= 1 ? 0 : -(p * log2(p) + (1 - p) * log2(1 - p));
  }

  private static double logit(double score) {
    double p = Math.min(1 - LEAST, Math.max(LEAST, score));
    return Math.log(p / (1 - p));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /**
   * The proposals in an order.
   *
   * @param classIndex the class of {@link ProposalOrder#CLASS}
   * @param known scores of images that are training data already, for {@link
   *     ProposalOrder#DIFFERENT}; may be empty
   */
  public List<Proposal> in(ProposalOrder order, int classIndex, List<float[]> known) {
    return switch (order) {
      case UNCERTAIN ->
          proposals.stream()
              .sorted(Comparator.comparingDouble(Proposal::uncertainty).reversed())
              .toList();
      case CLASS ->
          proposals.stream()
              .sorted(Comparator.comparingDouble(p -> -p.scores()[classIndex]))
              .toList();
      case DIFFERENT -> {
        int[] places =
            FarthestFirst.order(proposals.stream().map(Proposal::scores).toList(), known);
        List<Proposal> sorted = new ArrayList<>();
        for (int place : places) {
          sorted.add(proposals.get(place));
        }
        yield sorted;
      }
    };
  }
}
