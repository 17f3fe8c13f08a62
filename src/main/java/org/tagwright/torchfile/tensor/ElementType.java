package org.tagwright.torchfile.tensor;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one element of a tensor is. The names are PyTorch's. */
public enum ElementType {
  FLOAT64("float64", "DoubleStorage", 8),
  FLOAT32("float32", "FloatStorage", 4),
  FLOAT16("float16", "HalfStorage", 2),
  BFLOAT16("bfloat16", "BFloat16Storage", 2),
  INT64("int64", "LongStorage", 8),
  INT32("int32", "IntStorage", 4),
  INT16("int16", "ShortStorage", 2),
  INT8("int8", "CharStorage", 1),
  UINT8("uint8", "ByteStorage", 1),
  BOOL("bool", "BoolStorage", 1),
  UINT16("uint16", null, 2),
  UINT32("uint32", null, 4),
  UINT64("uint64", null, 8),

  // Known by name and size only: no file of weights has them.
  FLOAT8_E4M3FN("float8_e4m3fn", null, 1),
  FLOAT8_E5M2("float8_e5m2", null, 1),
  FLOAT8_E4M3FNUZ("float8_e4m3fnuz", null, 1),
  FLOAT8_E5M2FNUZ("float8_e5m2fnuz", null, 1),
  FLOAT8_E8M0FNU("float8_e8m0fnu", null, 1),
  COMPLEX64("complex64", "ComplexFloatStorage", 8),
  COMPLEX128("complex128", "ComplexDoubleStorage", 16),
  QINT8("qint8", "QInt8Storage", 1),
  QUINT8("quint8", "QUInt8Storage", 1),
  QINT32("qint32", "QInt32Storage", 4),
  QUINT4X2("quint4x2", "QUInt4x2Storage", 1),
  QUINT2X4("quint2x4", "QUInt2x4Storage", 1);

  /** A table of checkpoints asks a million times. */
  private static final Map<String, ElementType> BY_TORCH_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(t -> t.torchName, t -> t));

  private static final Map<String, ElementType> BY_STORAGE_CLASS =
      Arrays.stream(values())
          .filter(type -> type.storageClass != null)
          .collect(Collectors.toMap(t -> t.storageClass, t -> t));

  private final String torchName;
  private final @Nullable String storageClass;
  private final int bytes;

  ElementType(String torchName, @Nullable String storageClass, int bytes) {
    this.torchName = torchName;
    this.storageClass = storageClass;
    this.bytes = bytes;
  }

  /** PyTorch's name without its module, such as {@code float32}. */
  public String torchName() {
    return torchName;
  }

  /**
   * The class in module {@code torch} that names this type in a file; {@code null} for the newer
   * types, whose tensors name an untyped storage.
   */
  public @Nullable String storageClass() {
    return storageClass;
  }

  /** Size of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether elements can be read as numbers. */
  public boolean isReadable() {
    return compareTo(UINT64) <= 0;
  }

  /** Whether elements are fractions. */
  public boolean isFloating() {
    return this == FLOAT64 || this == FLOAT32 || this == FLOAT16 || this == BFLOAT16;
  }

  /** The type with that {@link #torchName}. */
  public static Optional<ElementType> ofTorchName(String name) {
    return Optional.ofNullable(BY_TORCH_NAME.get(name));
  }

  public static Optional<ElementType> ofStorageClass(String name) {
    return Optional.ofNullable(BY_STORAGE_CLASS.get(name));
  }
}
