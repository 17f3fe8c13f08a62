package org.tagwright.run;

import static org.tagwright.run.StepSeries.COLUMNS;
import static org.tagwright.run.StepSeries.COUNT;
import static org.tagwright.run.StepSeries.MAX;
import static org.tagwright.run.StepSeries.MEMORY;
import static org.tagwright.run.StepSeries.MIN;
import static org.tagwright.run.StepSeries.POSITION;
import static org.tagwright.run.StepSeries.SPEED;
import static org.tagwright.run.StepSeries.SUM;
import static org.tagwright.run.StepSeries.TIME;
import static org.tagwright.run.StepSeries.WAITING;

import java.time.Instant;
import java.util.Arrays;
import org.tagwright.run.RunEvent.StepLogged;

/**
 * Collects steps into the buckets of a {@link StepSeries}, merging neighbours where they grow many.
 */
final class StepBuckets {
  private final int capacity;
  private double[] values = new double[0];
  private int size;

  /** Steps a bucket spans; a power of two. */
  private int span = 1;

  /** Epoch of each bucket, and the first step of its span counted from 0. */
  private int[] epochs = new int[0];

  private int[] firstSteps = new int[0];

  /** At most {@code capacity} buckets are kept, but always one per epoch. */
  StepBuckets(int capacity) {
    this.capacity = capacity;
  }

  void add(StepLogged step, Instant time) {
    int first = Math.max(0, step.step() - 1) / span * span;
    if (size == 0 || epochs[size - 1] != step.epoch() || firstSteps[size - 1] != first) {
      if (size >= capacity && halve()) {
        add(step, time);
        return;
      }
      open(step.epoch(), first);
    }
    int row = (size - 1) * COLUMNS;
    double loss = step.loss();
    if (Double.isFinite(loss)) {
      values[row + MIN] = least(values[row + MIN], loss);
      values[row + MAX] = greatest(values[row + MAX], loss);
      values[row + SUM] += loss;
      values[row + COUNT]++;
    }
    values[row + POSITION] =
        step.epoch() - 1 + (double) step.step() / Math.max(1, step.stepsInEpoch());
    values[row + SPEED] = step.imagesPerSecond();
    values[row + WAITING] = step.waitingShare();
    values[row + MEMORY] = step.memoryBytes();
    values[row + TIME] = time.toEpochMilli();
  }

  private void open(int epoch, int firstStep) {
    if (size == epochs.length) {
      int length = Math.max(256, size * 2);
      values = Arrays.copyOf(values, length * COLUMNS);
      epochs = Arrays.copyOf(epochs, length);
      firstSteps = Arrays.copyOf(firstSteps, length);
    }
    int row = size * COLUMNS;
    Arrays.fill(values, row, row + COLUMNS, 0);
    values[row + MIN] = Double.NaN;
    values[row + MAX] = Double.NaN;
    epochs[size] = epoch;
    firstSteps[size] = firstStep;
    size++;
  }

  /** Doubles the span until there is room; false where each epoch is down to one bucket. */
  private boolean halve() {
    int before = size;
    while (size > capacity / 2) {
      int largest = 0;
      for (int i = 0; i < size; i++) {
        largest = Math.max(largest, firstSteps[i]);
      }
      if (largest == 0) {
        break;
      }
      span *= 2;
      merge();
    }
    return size < before;
  }

  private void merge() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int first = firstSteps[i] / span * span;
      if (kept > 0 && epochs[kept - 1] == epochs[i] && firstSteps[kept - 1] == first) {
        mergeRows((kept - 1) * COLUMNS, i * COLUMNS);
      } else {
        System.arraycopy(values, i * COLUMNS, values, kept * COLUMNS, COLUMNS);
        epochs[kept] = epochs[i];
        firstSteps[kept] = first;
        kept++;
      }
    }
    size = kept;
  }

  private void mergeRows(int into, int from) {
    double min = least(values[into + MIN], values[from + MIN]);
    double max = greatest(values[into + MAX], values[from + MAX]);
    double sum = values[into + SUM] + values[from + SUM];
    double count = values[into + COUNT] + values[from + COUNT];
    System.arraycopy(values, from, values, into, COLUMNS);
    values[into + MIN] = min;
    values[into + MAX] = max;
    values[into + SUM] = sum;
    values[into + COUNT] = count;
  }

  /** The lesser of two numbers; NaN stands for no number. */
  private static double least(double a, double b) {
    return a <= b || Double.isNaN(b) ? a : b;
  }

  private static double greatest(double a, double b) {
    return a >= b || Double.isNaN(b) ? a : b;
  }

  /**
   * Forgets what came after {@code step} steps of the epoch behind {@code epoch}. A bucket that
   * spans this moment stays.
   */
  void dropAfter(int epoch, int step) {
    while (size > 0
        && (epochs[size - 1] > epoch + 1
            || (epochs[size - 1] == epoch + 1 && firstSteps[size - 1] >= step))) {
      size--;
    }
  }

  StepSeries series() {
    return size == 0
        ? StepSeries.EMPTY
        : new StepSeries(Arrays.copyOf(values, size * COLUMNS), size, span);
  }
}
