package org.tagwright.model.layer;

import java.util.SplittableRandom;

/** How a weight starts when nothing is loaded into it: PyTorch's formulas by name. */
public interface Fill {
  /** Writes the first values of a weight of the given shape, row-major, into {@code values}. */
  void fill(float[] values, long[] shape, SplittableRandom random);

  /** All {@code value}. */
  static Fill constant(float value) {
    return (values, shape, random) -> java.util.Arrays.fill(values, value);
  }

  /** Normal with mean 0. */
  static Fill normal(double deviation) {
    return (values, shape, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
    };
  }

  /** Uniform in [-bound, bound). */
  static Fill uniform(double bound) {
    return (values, shape, random) -> {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(-bound, bound);
      }
    };
  }

  /** {@code xavier_uniform_} of a linear layer, Glorot and Bengio 2010. */
  static Fill xavier() {
    return (values, shape, random) ->
        uniform(Math.sqrt(6.0 / (shape[0] + shape[1]))).fill(values, shape, random);
  }

  /** {@code kaiming_normal_(mode="fan_out", nonlinearity="relu")}, He et al. 2015. */
  static Fill kaimingFanOut() {
    return (values, shape, random) ->
        normal(Math.sqrt(2.0 / (shape[0] * (values.length / (shape[0] * shape[1])))))
            .fill(values, shape, random);
  }

  /** {@code kaiming_normal_(mode="fan_in")}, He et al. 2015. */
  static Fill kaimingFanIn() {
    return (values, shape, random) ->
        normal(Math.sqrt(2.0 * shape[0] / values.length)).fill(values, shape, random);
  }
}
