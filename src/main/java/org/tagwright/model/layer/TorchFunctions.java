package org.tagwright.model.layer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The PyTorch operations that DJL has no method for (bfloat16, fused Adam, gradients by list), as
 * TorchScript functions. Their sources are the {@code .torchscript} resources beside this class,
 * which packs them into the archives that PyTorch loads.
 *
 * <p>Safe for use by several threads.
 */
public final class TorchFunctions {
  private static final class Loaded {
    static final TorchFunctions INSTANCE = new TorchFunctions("functions.torchscript");
  }

  private static final class LoadedFused {
    static final TorchFunctions INSTANCE =
        Engine.getEngine("PyTorch").hasCapability("MKLDNN")
            ? new TorchFunctions("fused.torchscript")
            : null;
  }

  /** The least that the format knows: any other time would have Java load its time zones. */
  private static final LocalDateTime NEVER = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final PtNDManager manager = (PtNDManager) NDManager.newBaseManager("PyTorch");
  private final PtSymbolBlock module;
  private final Map<String, NDArray> markers = new ConcurrentHashMap<>();

  /** Of a resource beside this class. */
  TorchFunctions(String resource) {
    try (InputStream source = TorchFunctions.class.getResourceAsStream(resource)) {
      byte[] archive = archive(source.readAllBytes());
      module = JniUtils.loadModule(manager, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** The functions, loaded once per process. */
  public static TorchFunctions get() {
    return Loaded.INSTANCE;
  }

  /** Convolutions with an activation in one kernel, oneDNN's; empty where PyTorch lacks it. */
  static Optional<TorchFunctions> fused() {
    return Optional.ofNullable(LoadedFused.INSTANCE);
  }

  /** Overwrites an array, keeping its strides, with float32 values: row-major, native order. */
  public void assign(NDArray target, ByteBuffer rowMajor) {
    try (NDManager scratch = target.getManager().newSubManager()) {
      NDArray source = scratch.create(rowMajor, target.getShape(), DataType.FLOAT32);
      run("assign", target, source).attach(scratch);
    }
  }

  /**
   * A float32 array's values, row-major, little-endian. A view of the array itself where that is
   * possible, so to be used before the array changes.
   */
  public ByteBuffer rowMajor(NDArray array) {
    if (array.getShape().dimension() != 4 && !array.getDevice().isGpu()) {
      return array.toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN);
    }
    try (NDManager scratch = array.getManager().newSubManager()) {
      NDArray copy = run("row_major", array);
      copy.attach(scratch);
      return copy.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  /**
   * Calls a function through which gradients flow. The result belongs to the first argument's
   * manager.
   */
  public NDArray differentiable(String function, NDArray... arguments) {
    return differentiable(arguments[0].getManager(), function, arguments);
  }

  /** Calls a function through which gradients flow; the result belongs to {@code owner}. */
  public NDArray differentiable(NDManager owner, String function, NDArray... arguments) {
    plainExecution();
    NDList list = new NDList(arguments);
    list.add(markers.computeIfAbsent(function, this::marker));
    NDArray result = IValueUtils.forward(module, list, true).singletonOrThrow();
    if (result.getManager() != owner) {
      result.attach(owner);
    }
    return result;
  }

  /**
   * Calls a function in PyTorch's inference mode: what it makes may not enter a recorded pass.
   * Arguments are arrays, lists of arrays, {@code Double}, {@code Long} or {@code String}; the
   * first is an array, to whose manager the result belongs.
   */
  public NDArray run(String function, Object... arguments) {
    PtNDManager owner = (PtNDManager) ((NDArray) arguments[0]).getManager();
    try (IValue result = call(function, arguments)) {
      return result.toTensor(owner);
    }
  }

  /**
   * Calls a function that overwrites its first argument, which must not be used or closed any more:
   * the result is in its place. {@code x}'s maker must not need it for the backward pass, as
   * convolution, batch norm, sum and linear do not.
   */
  NDArray overwrite(String function, Pass pass, NDArray x, NDArray... others) {
    NDArray[] arguments = new NDArray[others.length + 1];
    arguments[0] = x;
    System.arraycopy(others, 0, arguments, 1, others.length);
    NDArray result =
        pass.recorded() ? differentiable(function, arguments) : run(function, (Object[]) arguments);
    x.close();
    return result;
  }

  /** As {@link #run}, for a function that returns a list of arrays, all given to {@code owner}. */
  public NDList runForList(NDManager owner, String function, Object... arguments) {
    try (IValue result = call(function, arguments)) {
      return new NDList(result.toTensorArray((PtNDManager) owner));
    }
  }

  private IValue call(String function, Object... arguments) {
    plainExecution();
    IValue[] values = new IValue[arguments.length];
    try {
      for (int i = 0; i < arguments.length; i++) {
        values[i] = value(arguments[i]);
      }
      return IValueUtils.runMethod(module, function, values);
    } finally {
      for (IValue value : values) {
        if (value != null) {
          value.close();
        }
      }
    }
  }

  private static IValue value(Object argument) {
    if (argument instanceof PtNDArray array) {
      return IValue.from(array);
    } else if (argument instanceof List<?> list) {
      return IValue.listFrom(list.toArray(PtNDArray[]::new));
    } else if (argument instanceof Double number) {
      return IValue.from(number.doubleValue());
    } else if (argument instanceof Long number) {
      return IValue.from(number.longValue());
    } else if (argument instanceof String text) {
      return IValue.from(text);
    }
    throw new IllegalArgumentException("cannot be passed to TorchScript: " + argument);
  }

  /** The functions are one operation each: profiling and fusing them costs and gains nothing. */
  private static void plainExecution() {
    JniUtils.setGraphExecutorOptimize(false);
  }

  /** DJL calls the method that an array of the argument list is named after. */
  private NDArray marker(String function) {
    NDArray marker = manager.create(0f);
    marker.setName("module_method:" + function);
    return marker;
  }

  /** What {@code torch.jit.save} would write for a module without weights of this source. */
  private static byte[] archive(byte[] source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      store(zip, "version", "3\n".getBytes(US_ASCII));
      // Pickles, protocol 2: an empty tuple, and an object of the class with training = True.
      store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      ByteArrayOutputStream object = new ByteArrayOutputStream();
      object.write(new byte[] {(byte) 0x80, 2, 'c'});
      object.write("__torch__\nFunctions\n".getBytes(US_ASCII));
      object.write(new byte[] {')', (byte) 0x81, '}', 'X', 8, 0, 0, 0});
      object.write("training".getBytes(US_ASCII));
      object.write(new byte[] {(byte) 0x88, 's', 'b', '.'});
      store(zip, "data.pkl", object.toByteArray());
      store(zip, "code/__torch__.py", source);
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry("functions/" + name);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(NEVER);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
