package org.tagwright.run;

/**
 * The batch losses of a run in bounded memory: neighbouring steps share a bucket that keeps their
 * least, greatest and mean loss, so that a chart of it shows every spike. Immutable.
 *
 * <p>Buckets never cross an epoch's end, and their bounds depend on step numbers alone, not on when
 * or how often the log was polled.
 */
public final class StepSeries {
  /** Columns of one bucket in {@link #values}. */
  static final int POSITION = 0;

  static final int MIN = 1;
  static final int MAX = 2;
  static final int SUM = 3;
  static final int COUNT = 4;
  static final int SPEED = 5;
  static final int WAITING = 6;
  static final int MEMORY = 7;
  static final int TIME = 8;
  static final int COLUMNS = 9;

  static final StepSeries EMPTY = new StepSeries(new double[0], 0, 1);

  private final double[] values;
  private final int size;
  private final int stepsPerBucket;

  StepSeries(double[] values, int size, int stepsPerBucket) {
    this.values = values;
    this.size = size;
    this.stepsPerBucket = stepsPerBucket;
  }

  /** Number of buckets. */
  public int size() {
    return size;
  }

  /** How many training steps a bucket spans. 1: nothing is merged. */
  public int stepsPerBucket() {
    return stepsPerBucket;
  }

  /** Where the bucket's last step stands, in epochs: 2.5 is the middle of the third epoch. */
  public double epochPosition(int bucket) {
    return at(bucket, POSITION);
  }

  /** Least finite loss, or NaN where none was finite. */
  public double minLoss(int bucket) {
    return at(bucket, MIN);
  }

  /** Greatest finite loss, or NaN where none was finite. */
  public double maxLoss(int bucket) {
    return at(bucket, MAX);
  }

  /** Mean of the finite losses, or NaN where none was finite. */
  public double meanLoss(int bucket) {
    return at(bucket, SUM) / at(bucket, COUNT);
  }

  /** As last logged in the bucket. */
  public double imagesPerSecond(int bucket) {
    return at(bucket, SPEED);
  }

  /** Share of the time spent waiting for data, as last logged in the bucket. */
  public double waitingShare(int bucket) {
    return at(bucket, WAITING);
  }

  /** As last logged in the bucket. */
  public long memoryBytes(int bucket) {
    return (long) at(bucket, MEMORY);
  }

  /** Time of the bucket's last step, milliseconds since 1970. */
  public long timeMillis(int bucket) {
    return (long) at(bucket, TIME);
  }

  private double at(int bucket, int column) {
    if (bucket < 0 || bucket >= size) {
      throw new IndexOutOfBoundsException(bucket);
    }
    return values[bucket * COLUMNS + column];
  }
}
