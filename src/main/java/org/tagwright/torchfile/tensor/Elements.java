package org.tagwright.torchfile.tensor;

import java.nio.ByteBuffer;

/** Reads single elements of every type out of little-endian bytes. */
public final class Elements {
  private Elements() {}

  public static double asDouble(ElementType type, ByteBuffer bytes, int i) {
    return switch (type) {
      case FLOAT64 -> bytes.getDouble(i * 8);
      case FLOAT32 -> bytes.getFloat(i * 4);
      case FLOAT16 -> float16(bytes.getShort(i * 2));
      // bfloat16 is the upper half of a float32.
      case BFLOAT16 -> Float.intBitsToFloat(bytes.getShort(i * 2) << 16);
      case UINT64 -> unsigned(bytes.getLong(i * 8));
      default -> asLong(type, bytes, i);
    };
  }

  public static long asLong(ElementType type, ByteBuffer bytes, int i) {
    return switch (type) {
      case INT64 -> bytes.getLong(i * 8);
      case INT32 -> bytes.getInt(i * 4);
      case INT16 -> bytes.getShort(i * 2);
      case INT8 -> bytes.get(i);
      case UINT8 -> bytes.get(i) & 0xFF;
      case BOOL -> bytes.get(i) == 0 ? 0 : 1;
      case UINT16 -> Short.toUnsignedLong(bytes.getShort(i * 2));
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt(i * 4));
      case UINT64 -> bytes.getLong(i * 8);
      case FLOAT64, FLOAT32, FLOAT16, BFLOAT16 -> (long) asDouble(type, bytes, i);
      default -> throw new IllegalStateException("numbers of type " + type.torchName());
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1 | (value & 1)) * 2.0;
  }

  /** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
  static float float16(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    float magnitude;
    if (exponent == 0x1F) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else {
      magnitude = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
