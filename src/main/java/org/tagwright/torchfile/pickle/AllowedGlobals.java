package org.tagwright.torchfile.pickle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.Elements;
import org.tagwright.torchfile.tensor.MalformedFileException;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.PythonCall;
import org.tagwright.torchfile.tensor.PythonName;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;

/**
 * The only names that a pickle may call, each replaced by our own code: nothing is looked up in any
 * class path, and nothing of the file's is run.
 */
public final class AllowedGlobals {
  /** Stands for a Python class or function. */
  record Callable(String name, Body body) {
    Object call(List<Object> arguments) throws IOException {
      try {
        return body.call(arguments);
      } catch (IndexOutOfBoundsException | ArithmeticException e) {
        MalformedFileException wrong =
            new MalformedFileException("it calls %s with wrong arguments".formatted(name));
        wrong.initCause(e);
        throw wrong;
      }
    }
  }

  /** What is done instead of the Python call. */
  private interface Body {
    Object call(List<Object> arguments) throws IOException;
  }

  /** A {@code torch.XStorage} class, as persistent ids name it. */
  public record StorageClass(ElementType type) {}

  /** numpy's description of a number, enough for a scalar. */
  private record NumberFormat(String code) {}

  /** Names in {@code torch} that stand for themselves: dtypes, tensor classes, quantisations. */
  private static final Pattern VALUES =
      Pattern.compile(
          "(bfloat|float|complex|q?u?int|bits)\\d\\w*|bool|(\\w+)?Tensor|per_(tensor|channel)_\\w+");

  private static final int MOST_DIMENSIONS = 64;
  private static final long MOST_REPEATED_ELEMENTS = 1 << 24;

  /** Far more than honest files name; others may make up as many dtypes as they like. */
  private static final int MOST_FOUND = 1000;

  /** What was found before: a state dict names the same few things for each of its tensors. */
  private static final Map<String, Object> FOUND = new ConcurrentHashMap<>();

  private AllowedGlobals() {}

  static Object find(String pickledModule, String name) throws IOException {
    // Up to protocol 2, Python's own module has the name it had in Python 2.
    String module = pickledModule.equals("__builtin__") ? "builtins" : pickledModule;
    String full = module + "." + name;
    Object known = FOUND.get(full);
    if (known == null) {
      known = find(module, name, full);
      if (FOUND.size() < MOST_FOUND) {
        FOUND.put(full, known);
      }
    }
    return known;
  }

  private static Object find(String module, String name, String full) throws IOException {
    if (module.equals("torch")) {
      var storage = ElementType.ofStorageClass(name);
      if (storage.isPresent()) {
        return new StorageClass(storage.get());
      }
      if (VALUES.matcher(name).matches()) {
        return new PythonName(full);
      }
    }
    Body body =
        switch (full) {
          case "collections.OrderedDict" -> AllowedGlobals::orderedDict;
          case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" ->
              AllowedGlobals::tensor;
          case "torch._utils._rebuild_tensor_v3" -> AllowedGlobals::tensorOfUntyped;
          case "torch._utils._rebuild_parameter",
              "torch._utils._rebuild_parameter_with_state",
              "torch._utils._rebuild_device_tensor_from_cpu_tensor",
              "torch.nn.parameter.Parameter" ->
              // (data, …): a parameter is its data here.
              arguments -> Operand.at(arguments, 0, TorchTensor.class);
          case "torch._tensor._rebuild_from_type_v2" -> AllowedGlobals::tensorWithAttributes;
          case "torch.Size" -> arguments -> Operand.at(arguments, 0, TorchTuple.class);
          // scikit-learn's scores are numpy scalars, and people save them as they come.
          case "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar" ->
              AllowedGlobals::scalar;
          case "numpy.dtype" ->
              arguments -> new NumberFormat(Operand.at(arguments, 0, String.class));
          // How protocol 2 spells bytes.
          case "_codecs.encode" ->
              arguments ->
                  Operand.at(arguments, 0, String.class).getBytes(StandardCharsets.ISO_8859_1);
          // What torch.load(weights_only=True) reads too, and nothing here has a use for.
          case "builtins.set",
              "builtins.bytearray",
              "builtins.complex",
              "collections.Counter",
              "torch.device",
              "torch.serialization._get_layout",
              "torch._utils._rebuild_qtensor",
              "torch._utils._rebuild_sparse_tensor",
              "torch._utils._rebuild_nested_tensor",
              "torch._utils._rebuild_wrapper_subclass",
              "torch._utils._rebuild_meta_tensor_no_storage" ->
              arguments -> new PythonCall(full, new TorchTuple(arguments));
          case "torch.storage.UntypedStorage", "torch.UntypedStorage" -> null;
          default -> throw refused(module, full);
        };
    return body == null ? new StorageClass(ElementType.UINT8) : new Callable(full, body);
  }

  private static MalformedFileException refused(String module, String full) {
    return new MalformedFileException(
        "it asks for %s; only tensors, dicts, lists, numbers and text are read, and nothing of it"
                .formatted(full)
            + " was run. "
            + advice(module));
  }

  /** What to save in the place of an object of a class in {@code module}. */
  private static String advice(String module) {
    return switch (module.replaceAll("\\..*", "")) {
      case "numpy" -> "Save NumPy arrays as tensors (torch.from_numpy) or lists (.tolist()).";
      case "pathlib" -> "Save a path as text: str(path).";
      case "argparse" -> "Save arguments as a dict: vars(args).";
      case "datetime" -> "Save a time as text: time.isoformat().";
      case "collections", "enum", "dataclasses", "omegaconf" ->
          "Save it as a plain dict, list or text.";
      default ->
          "If it is a whole pickled model, save its state dict instead: torch.save({\"state_dict\":"
              + " model.state_dict()}, file).";
    };
  }

  /** Sets the state of an object; what a state dict carries as such is not needed. */
  static Object build(Object target, Object state) throws IOException {
    if (target instanceof OrderedDict && state instanceof Map) {
      return target;
    }
    // (version, byte order, …)
    if (target instanceof NumberFormat && state instanceof TorchTuple tuple) {
      if (tuple.items().contains(">")) {
        throw new MalformedFileException("it holds a big-endian numpy number");
      }
      return target;
    }
    throw new MalformedFileException("it sets attributes of something that has none");
  }

  /** Empty in Python 3; in Python 2 a list of pairs. */
  private static Object orderedDict(List<Object> arguments) throws IOException {
    OrderedDict dict = new OrderedDict();
    if (!arguments.isEmpty()) {
      for (Object pair : Operand.at(arguments, 0, List.class)) {
        List<?> keyAndValue =
            pair instanceof TorchTuple t ? t.items() : Operand.of(pair, List.class);
        dict.put(StateDictUnpickler.requireKey(keyAndValue.get(0)), keyAndValue.get(1));
      }
    }
    return dict;
  }

  /** (storage, offset, shape, stride, …), as counts of elements. */
  private static Object tensor(List<Object> arguments) throws IOException {
    return tensor(Operand.at(arguments, 0, TorchStorage.class), arguments);
  }

  /** (untyped storage, offset, shape, stride, requires_grad, hooks, dtype, …) */
  private static Object tensorOfUntyped(List<Object> arguments) throws IOException {
    String dtype = Operand.at(arguments, 6, PythonName.class).name();
    ElementType type =
        ElementType.ofTorchName(dtype.substring(dtype.indexOf('.') + 1))
            .orElseThrow(
                () -> new MalformedFileException("it holds a tensor of type %s".formatted(dtype)));
    return tensor(Operand.at(arguments, 0, TorchStorage.class).as(type), arguments);
  }

  /** (function that makes the tensor, class, its arguments, attributes) */
  private static Object tensorWithAttributes(List<Object> arguments) throws IOException {
    Callable make = Operand.at(arguments, 0, Callable.class);
    if (!make.name().startsWith("torch._utils._rebuild_")) {
      throw new MalformedFileException("it makes a tensor by " + make.name());
    }
    return make.call(Operand.at(arguments, 2, TorchTuple.class).items());
  }

  private static Object tensor(TorchStorage storage, List<Object> arguments) throws IOException {
    long offset = Operand.at(arguments, 1, Long.class);
    long[] shape = longs(Operand.at(arguments, 2, TorchTuple.class));
    long[] stride = longs(Operand.at(arguments, 3, TorchTuple.class));
    boolean sane = shape.length == stride.length && shape.length <= MOST_DIMENSIONS && offset >= 0;
    for (int d = 0; sane && d < shape.length; d++) {
      sane = shape[d] >= 0 && stride[d] >= 0;
    }
    if (!sane) {
      throw new MalformedFileException("a tensor in it has an impossible shape");
    }
    long count = TorchTensor.elementCount(shape);
    if (Math.addExact(offset, TorchTensor.span(shape, stride)) > storage.elementCount()) {
      throw new MalformedFileException("a tensor in it reaches beyond its storage");
    }
    if (count > Math.max(storage.elementCount(), MOST_REPEATED_ELEMENTS)) {
      throw new MalformedFileException("a tensor in it repeats its elements too often");
    }
    return new TorchTensor(storage, offset, shape, stride);
  }

  private static long[] longs(TorchTuple tuple) throws IOException {
    long[] values = new long[tuple.items().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Operand.at(tuple.items(), i, Long.class);
    }
    return values;
  }

  /** (dtype, bytes) as a plain number. */
  private static Object scalar(List<Object> arguments) throws IOException {
    String code = Operand.at(arguments, 0, NumberFormat.class).code();
    byte[] bytes = Operand.at(arguments, 1, byte[].class);
    ElementType type =
        switch (code) {
          case "f8" -> ElementType.FLOAT64;
          case "f4" -> ElementType.FLOAT32;
          case "f2" -> ElementType.FLOAT16;
          case "i8" -> ElementType.INT64;
          case "i4" -> ElementType.INT32;
          case "i2" -> ElementType.INT16;
          case "i1" -> ElementType.INT8;
          case "u1" -> ElementType.UINT8;
          case "b1" -> ElementType.BOOL;
          default -> throw new MalformedFileException("it holds a numpy number of type " + code);
        };
    if (bytes.length != type.bytes()) {
      throw new MalformedFileException("a numpy number in it has %d bytes".formatted(bytes.length));
    }
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (type == ElementType.BOOL) {
      return Elements.asLong(type, buffer, 0) != 0;
    }
    return type.isFloating()
        ? (Object) Elements.asDouble(type, buffer, 0)
        : (Object) Elements.asLong(type, buffer, 0);
  }
}
