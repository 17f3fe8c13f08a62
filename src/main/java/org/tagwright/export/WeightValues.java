package org.tagwright.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * A weight as it is written: fetched only then, each of its rows times a factor.
 *
 * @param shape row-major
 * @param values fetches them
 * @param factors one for each row (dimension 0), or {@code null}: 1
 */
record WeightValues(long[] shape, Supplier<Floats> values, double @Nullable [] factors) {
  private static final int CHUNK = 1 << 14;

  /** Row-major numbers. */
  @FunctionalInterface
  interface Floats {
    float at(int index);
  }

  static WeightValues of(TorchTensor tensor) {
    return new WeightValues(tensor.shape(), () -> floats(tensor), null);
  }

  static WeightValues of(float[] values) {
    return new WeightValues(new long[] {values.length}, () -> index -> values[index], null);
  }

  WeightValues times(double[] rows) {
    return new WeightValues(shape, values, rows);
  }

  /** A view of the file, or of the device's memory, where that has float32. */
  private static Floats floats(TorchTensor tensor) {
    if (tensor.type() != ElementType.FLOAT32) {
      float[] converted = tensor.floats();
      return index -> converted[index];
    }
    ByteBuffer bytes = tensor.bytes().order(ByteOrder.LITTLE_ENDIAN);
    return index -> bytes.getFloat(index * Float.BYTES);
  }

  int count() {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }

  /** Writes all as float32, or as float16 to the nearest even, little-endian. */
  void writeTo(OutputStream out, boolean half) throws IOException {
    Floats floats = values.get();
    int count = count();
    int row = factors == null ? count : count / factors.length;
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      float value = floats.at(i);
      if (factors != null) {
        value = (float) (value * factors[i / row]);
      }
      if (half) {
        chunk.putShort(float16(value));
      } else {
        chunk.putFloat(value);
      }
      if (!chunk.hasRemaining() || i == count - 1) {
        out.write(chunk.array(), 0, chunk.position());
        chunk.clear();
      }
    }
  }

  /** What is beyond float16's range becomes its greatest number. */
  static short float16(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    float size = Math.abs(value);
    if (size >= 65504) {
      return (short) (sign | 0x7BFF);
    }
    if (size < 0x1p-14f) {
      return (short) (sign | (int) Math.rint(size * 0x1p24)); // subnormal: steps of 2⁻²⁴
    }
    int kept = (bits & 0x7FFFFFFF) - (112 << 23);
    int rounded = kept + 0xFFF + (kept >>> 13 & 1);
    return (short) (sign | rounded >>> 13);
  }
}
