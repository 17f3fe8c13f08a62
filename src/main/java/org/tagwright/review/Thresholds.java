package org.tagwright.review;

import java.util.Arrays;

/**
 * What a score must exceed for its class to be predicted: one value for all classes, and values of
 * their own for some. Immutable.
 */
public final class Thresholds {
  private final double global;
  private final double[] own; // NaN: follows the global one

  private Thresholds(double global, double[] own) {
    this.global = global;
    this.own = own;
  }

  /** The same threshold for every one of {@code classes} classes. */
  public static Thresholds of(double global, int classes) {
    double[] own = new double[classes];
    Arrays.fill(own, Double.NaN);
    return new Thresholds(clamp(global), own);
  }

  /** The value of the classes that have none of their own. */
  public double global() {
    return global;
  }

  public int classes() {
    return own.length;
  }

  /** The value in force for a class. */
  public double of(int classIndex) {
    double value = own[classIndex];
    return Double.isNaN(value) ? global : value;
  }

  public boolean hasOwn(int classIndex) {
    return !Double.isNaN(own[classIndex]);
  }

  /** How many classes do not follow the global value. */
  public int ownCount() {
    return (int) Arrays.stream(own).filter(v -> !Double.isNaN(v)).count();
  }

  public Thresholds withGlobal(double value) {
    return new Thresholds(clamp(value), own);
  }

  public Thresholds withOwn(int classIndex, double value) {
    double[] copy = own.clone();
    copy[classIndex] = clamp(value);
    return new Thresholds(global, copy);
  }

  /** Own values for all classes; {@code NaN} follows the global one. */
  public Thresholds withAllOwn(double[] values) {
    if (values.length != own.length) {
      throw new IllegalArgumentException(values.length + " thresholds, " + own.length + " classes");
    }
    return new Thresholds(global, values.clone());
  }

  /** The class follows the global value again. */
  public Thresholds withoutOwn(int classIndex) {
    double[] copy = own.clone();
    copy[classIndex] = Double.NaN;
    return new Thresholds(global, copy);
  }

  /** Every class follows the global value again. */
  public Thresholds withoutOwn() {
    return of(global, own.length);
  }

  /** The value in force for each class. */
  public double[] resolved() {
    double[] values = new double[own.length];
    Arrays.setAll(values, this::of);
    return values;
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Thresholds t && t.global == global && Arrays.equals(t.own, own);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(global) * 31 + Arrays.hashCode(own);
  }

  @Override
  public String toString() {
    return "Thresholds[" + global + ", " + ownCount() + " own]";
  }
}
