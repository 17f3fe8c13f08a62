package org.tagwright.data.demo;

import java.awt.geom.GeneralPath;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;

/**
 * A shape of closed polygons around the origin, y downwards, its larger side of length 1.
 *
 * @param polygons x and y in turn, a polygon each
 */
record Outline(List<double[]> polygons) {
  /** Straight pieces that stand for one curve. A glyph is drawn some 200 pixels wide at most. */
  private static final int PIECES = 6;

  /** From a font's path (y upwards). */
  static Outline of(GeneralPath path) {
    List<double[]> polygons = new ArrayList<>();
    List<Double> points = new ArrayList<>();
    double[] p = new double[6];
    for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
      switch (it.currentSegment(p)) {
        case PathIterator.SEG_MOVETO -> {
          finish(points, polygons);
          add(points, p[0], p[1]);
        }
        case PathIterator.SEG_LINETO -> add(points, p[0], p[1]);
        case PathIterator.SEG_QUADTO -> addCurve(points, p);
        case PathIterator.SEG_CLOSE -> finish(points, polygons);
        default -> throw new IllegalArgumentException("TrueType outlines have no cubic curves");
      }
    }
    finish(points, polygons);
    return normalized(polygons, -1);
  }

  /** From polygons drawn in any unit, y downwards. */
  static Outline of(double[]... polygons) {
    return normalized(List.of(polygons), 1);
  }

  /** Where a point of the outline goes. */
  interface Mapping {
    double[] apply(double x, double y);
  }

  /** This outline with each point moved, normalized again. */
  Outline mapped(Mapping mapping) {
    List<double[]> moved = new ArrayList<>();
    for (double[] polygon : polygons) {
      double[] own = new double[polygon.length];
      for (int i = 0; i < own.length; i += 2) {
        System.arraycopy(mapping.apply(polygon[i], polygon[i + 1]), 0, own, i, 2);
      }
      moved.add(own);
    }
    return normalized(moved, 1);
  }

  private static void add(List<Double> points, double x, double y) {
    points.add(x);
    points.add(y);
  }

  /** A quadratic Bézier curve from the last point, by control point and end point. */
  private static void addCurve(List<Double> points, double[] p) {
    double x = points.get(points.size() - 2);
    double y = points.get(points.size() - 1);
    for (int i = 1; i <= PIECES; i++) {
      double t = i / (double) PIECES;
      double s = 1 - t;
      add(
          points,
          s * s * x + 2 * s * t * p[0] + t * t * p[2],
          s * s * y + 2 * s * t * p[1] + t * t * p[3]);
    }
  }

  private static void finish(List<Double> points, List<double[]> polygons) {
    if (points.size() >= 6) {
      polygons.add(points.stream().mapToDouble(Double::doubleValue).toArray());
    }
    points.clear();
  }

  private static Outline normalized(List<double[]> polygons, int ySign) {
    double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
    double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
    for (double[] polygon : polygons) {
      for (int i = 0; i < polygon.length; i++) {
        low[i & 1] = Math.min(low[i & 1], polygon[i]);
        high[i & 1] = Math.max(high[i & 1], polygon[i]);
      }
    }
    double side = Math.max(high[0] - low[0], high[1] - low[1]);
    List<double[]> scaled = new ArrayList<>();
    for (double[] polygon : polygons) {
      double[] own = new double[polygon.length];
      for (int i = 0; i < own.length; i++) {
        double centred = (polygon[i] - (low[i & 1] + high[i & 1]) / 2) / side;
        own[i] = (i & 1) == 1 ? ySign * centred : centred;
      }
      scaled.add(own);
    }
    return new Outline(scaled);
  }
}
