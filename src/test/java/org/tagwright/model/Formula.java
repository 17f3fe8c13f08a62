package org.tagwright.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.tagwright.model.layer.Weight;

/** The golden vectors' weights, images and targets, which are computed rather than shipped. */
public final class Formula {
  static final int IMAGES = 3;
  static final int CLASSES = 80;

  private Formula() {}

  private static long mix(long state) {
    long z = state + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long key(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(UTF_8));
    return crc.getValue() << 32;
  }

  /** Number {@code i} of those of a name, in 0..1. */
  public static double uniform(String name, long i) {
    return uniform(key(name), i);
  }

  /** The first numbers of those of a name: offset ± scale. */
  public static float[] values(String name, int count, double offset, double scale) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (offset + scale * symmetric(key(name), i));
    }
    return values;
  }

  private static double uniform(long key, long i) {
    return (mix(key + i) >>> 40) * 0x1p-24;
  }

  private static double symmetric(long key, long i) {
    return 2 * uniform(key, i) - 1;
  }

  /** The values of a state-dict entry, float32 in native order. */
  static ByteBuffer values(Golden golden, Weight weight) {
    String name = weight.name();
    long[] shape = weight.shape();
    long key = key(name);
    double offset = 0;
    double scale = 0.1;
    if (shape.length >= 2) {
      long fanIn = weight.size() / shape[0];
      // By name in every model: so also densenet121's head.
      boolean rectified =
          shape.length == 4
              || name.equals("classifier.0.weight")
              || name.equals("classifier.3.weight");
      scale = (rectified ? Math.sqrt(2) : 1) * Math.sqrt(3.0 / fanIn);
    } else if (name.endsWith("running_var")) {
      offset = 1;
      scale = 0.5;
    } else if (name.endsWith("weight")) {
      offset = golden.endsResidualBranch(name) ? 0.5 : 1;
    }
    int n = Math.toIntExact(weight.size());
    ByteBuffer bytes = ByteBuffer.allocateDirect(n * Float.BYTES).order(ByteOrder.nativeOrder());
    double base = offset;
    double factor = scale;
    IntStream.range(0, n)
        .parallel()
        .forEach(i -> bytes.putFloat(4 * i, (float) (base + factor * symmetric(key, i))));
    return bytes;
  }

  /** The images, N,3,{@code size},{@code size}. */
  static float[] images(int size) {
    long coarse = key("input.coarse");
    long fine = key("input.fine");
    float[] x = new float[IMAGES * 3 * size * size];
    for (int i = 0; i < x.length; i++) {
      int column = i % size;
      int row = i / size % size;
      int plane = i / (size * size);
      long cell = (plane * 7L + row / 32) * 7 + column / 32;
      x[i] =
          (float)
              (1.5 * symmetric(coarse, cell) + 0.5 * symmetric(fine, i) + 0.75 * (plane / 3 - 1));
    }
    return x;
  }

  static float[] targets() {
    long key = key("targets");
    float[] targets = new float[IMAGES * CLASSES];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = uniform(key, i) < 0.06 ? 1 : 0;
    }
    return targets;
  }

  static float[] positiveWeights() {
    long key = key("pos_weight");
    float[] weights = new float[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      weights[k] = (float) (1 + 30 * uniform(key, k));
    }
    return weights;
  }
}
