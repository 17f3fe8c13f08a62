package org.tagwright.data;

import java.util.Arrays;
import org.tagwright.common.SplitMix;

/**
 * Iterative stratification for many labels (Sechidis, Tsoumakas, Vlahavas 2011) into two sides: the
 * class with the fewest samples left is dealt out first, each sample to the side that still wants
 * that class the most.
 *
 * <p>Beyond the paper: the sizes come out exactly, and a class with two samples or more reaches
 * both sides wherever a swap can bring it there, since a class that is absent from validation has
 * no score and one that is absent from training cannot be learned.
 */
final class Stratification {
  private static final int TRAIN = 0;
  private static final int VALIDATION = 1;
  private static final int NOWHERE = -1;

  private final int[][] classesOf;
  private final int classes;
  private final int[] order;
  private final SplitMix random;

  /** The side of each sample. */
  private final int[] side;

  /** How many samples a side still takes. */
  private final int[] room;

  /** How many samples of a class a side would still like. */
  private final double[][] wanted;

  Stratification(DatasetIndex index, int validating, SplitMix random) {
    int size = index.size();
    this.random = random;
    this.classes = index.classes();
    this.classesOf = new int[size][];
    Arrays.setAll(classesOf, index::classesOf);
    this.order = index.all();
    random.shuffle(order);
    this.side = new int[size];
    Arrays.fill(side, NOWHERE);
    this.room = new int[] {size - validating, validating};
    double share = validating / (double) size;
    int[] support = index.support(order);
    this.wanted = new double[2][classes];
    for (int c = 0; c < classes; c++) {
      double validation = support[c] * share;
      if (support[c] >= 2) {
        validation = Math.max(1, Math.min(support[c] - 1, validation));
      }
      wanted[VALIDATION][c] = validation;
      wanted[TRAIN][c] = support[c] - validation;
    }
  }

  boolean[] validates() {
    for (int rarest = rarestLeft(); rarest >= 0; rarest = rarestLeft()) {
      for (int sample : order) {
        if (side[sample] == NOWHERE && hasClass(sample, rarest)) {
          place(sample, wanted[TRAIN][rarest], wanted[VALIDATION][rarest]);
        }
      }
    }
    for (int sample : order) {
      if (side[sample] == NOWHERE) {
        place(sample, 0, 0);
      }
    }
    bringClassesToBothSides();
    boolean[] validates = new boolean[side.length];
    for (int i = 0; i < side.length; i++) {
      validates[i] = side[i] == VALIDATION;
    }
    return validates;
  }

  /** The class with the fewest samples not yet placed (but some), or -1. */
  private int rarestLeft() {
    int[] left = new int[classes];
    for (int i = 0; i < side.length; i++) {
      if (side[i] == NOWHERE) {
        count(left, i, 1);
      }
    }
    int rarest = -1;
    for (int c = 0; c < classes; c++) {
      if (left[c] > 0 && (rarest < 0 || left[c] < left[rarest])) {
        rarest = c;
      }
    }
    return rarest;
  }

  private boolean hasClass(int sample, int classIndex) {
    return Arrays.binarySearch(classesOf[sample], classIndex) >= 0;
  }

  private void place(int sample, double wantedByTrain, double wantedByValidation) {
    int to;
    if (room[TRAIN] == 0 || room[VALIDATION] == 0) {
      to = room[TRAIN] == 0 ? VALIDATION : TRAIN;
    } else if (wantedByTrain != wantedByValidation) {
      to = wantedByTrain > wantedByValidation ? TRAIN : VALIDATION;
    } else if (room[TRAIN] != room[VALIDATION]) {
      to = room[TRAIN] > room[VALIDATION] ? TRAIN : VALIDATION;
    } else {
      to = random.nextInt(2);
    }
    side[sample] = to;
    room[to]--;
    for (int c : classesOf[sample]) {
      wanted[to][c]--;
    }
  }

  private void bringClassesToBothSides() {
    int[][] support = new int[2][classes];
    for (int i = 0; i < side.length; i++) {
      count(support[side[i]], i, 1);
    }
    boolean moved = true;
    for (int round = 0; moved && round < classes; round++) {
      moved = false;
      for (int c = 0; c < classes; c++) {
        for (int to : new int[] {VALIDATION, TRAIN}) {
          if (support[to][c] == 0 && support[1 - to][c] >= 2) {
            moved |= bring(c, to, support);
          }
        }
      }
    }
  }

  /** Swaps a sample with the class to the side that lacks it, if no other class is lost by that. */
  private boolean bring(int classIndex, int to, int[][] support) {
    int from = 1 - to;
    for (int sample : order) {
      if (side[sample] != from || !hasClass(sample, classIndex) || !spare(sample, support[from])) {
        continue;
      }
      count(support[from], sample, -1);
      count(support[to], sample, 1);
      for (int back : order) {
        if (side[back] == to && spare(back, support[to])) {
          side[sample] = to;
          side[back] = from;
          count(support[to], back, -1);
          count(support[from], back, 1);
          return true;
        }
      }
      count(support[from], sample, 1);
      count(support[to], sample, -1);
    }
    return false;
  }

  /** Whether its side keeps every class of the sample when the sample leaves. */
  private boolean spare(int sample, int[] supportOfSide) {
    for (int c : classesOf[sample]) {
      if (supportOfSide[c] < 2) {
        return false;
      }
    }
    return true;
  }

  private void count(int[] support, int sample, int change) {
    for (int c : classesOf[sample]) {
      support[c] += change;
    }
  }
}
