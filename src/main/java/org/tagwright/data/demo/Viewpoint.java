package org.tagwright.data.demo;

import org.tagwright.common.SplitMix;

/**
 * From where an object is seen, in radians.
 *
 * @param yaw turn about the vertical axis
 * @param pitch turn about the horizontal axis
 * @param lean turn in the image's plane
 */
record Viewpoint(double yaw, double pitch, double lean) {
  /** How much larger what is nearer looks: 0 is a parallel projection. */
  private static final double DEPTH = 0.8;

  static Viewpoint ofTraining(SplitMix random) {
    return new Viewpoint(
        random.between(-0.3, 0.3), random.between(-0.3, 0.3), random.between(-0.4, 0.4));
  }

  /** Nearly always further aside than any training image. */
  static Viewpoint ofTest(SplitMix random) {
    return new Viewpoint(
        aside(random, 0.2, 0.8), aside(random, 0.1, 0.6), random.between(-0.7, 0.7));
  }

  private static double aside(SplitMix random, double least, double most) {
    double turn = random.between(least, most);
    return random.nextInt(2) == 0 ? turn : -turn;
  }

  /** The outline in perspective; the lean is left to who draws it. */
  Outline project(Outline outline) {
    double cosYaw = StrictMath.cos(yaw);
    double sinYaw = StrictMath.sin(yaw);
    double cosPitch = StrictMath.cos(pitch);
    double sinPitch = StrictMath.sin(pitch);
    return outline.mapped(
        (x, y) -> {
          double z = x * sinYaw;
          double nearness = 1 / (1 + DEPTH * (z * cosPitch + y * sinPitch));
          return new double[] {
            x * cosYaw * nearness, (y * cosPitch - z * sinPitch) * nearness,
          };
        });
  }
}
