package org.tagwright.torchfile.pickle;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.torchfile.tensor.MalformedFileException;
import org.tagwright.torchfile.tensor.PythonCall;
import org.tagwright.torchfile.tensor.PythonName;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.tensor.TorchTuple;

/**
 * Unpickles what a state dict is made of, and nothing else.
 *
 * <p>Safe by an allow-list of operations ({@link Opcodes}) and of globals ({@link AllowedGlobals});
 * what is allowed has bounds, so that no file costs much time or memory.
 */
public final class StateDictUnpickler {
  /** Makes a storage of its persistent id. */
  public interface StorageLoader {
    TorchStorage load(List<Object> persistentId) throws IOException;
  }

  /** About 40 operations describe a tensor, so this is enough for 100,000 of them. */
  public static final int MOST_OPERATIONS = 4_000_000;

  static final int LARGEST_MEMO = 500_000;
  private static final int LONGEST_INTEGER_BYTES = 255;
  private static final int LONGEST_TUPLE_KEY = 16;

  private final PickleInput in;
  private final StorageLoader storages;
  private PickleStack stack = new PickleStack();
  private Object[] memo = new Object[64];
  private int memoized;
  private int operations;

  /** Not null while a start is to be kept. */
  private @Nullable Map<String, TorchStorage> storagesOfStart;

  public StateDictUnpickler(ByteBuffer pickles, StorageLoader storages) {
    this.in = new PickleInput(pickles);
    this.storages = storages;
  }

  /** The next object, checked by {@link ObjectGraph}. */
  public Object next() throws IOException {
    stack = new PickleStack();
    Arrays.fill(memo, null);
    memoized = 0;
    return finish();
  }

  /** The object of a pickle that begins like {@code start}, whose storages are this file's too. */
  public Object next(PickleStart start) throws IOException {
    Map<Object, Object> checkpoint = new LinkedHashMap<>();
    Map<Object, Object> stateDict = PickleStart.copy(start.stateDict());
    stack.push(checkpoint);
    stack.mark();
    stack.push(start.key());
    stack.push(stateDict);
    memo = start.memoFor(checkpoint, stateDict);
    memoized = start.memoized();
    operations = start.operations();
    in.skip(start.bytes().capacity());
    return finish();
  }

  /**
   * Keeps the {@link PickleStart} of this pickle, when it comes to one.
   *
   * @param made the storages by key, as far as the loader has made them
   */
  public void keepStart(Map<String, TorchStorage> made) {
    this.storagesOfStart = made;
  }

  private Object finish() throws IOException {
    int operation = in.readUnsignedByte();
    while (operation != Opcodes.STOP) {
      if (++operations > MOST_OPERATIONS) {
        throw new MalformedFileException(
            "its pickle has more than %d operations".formatted(MOST_OPERATIONS));
      }
      execute(operation);
      operation = in.readUnsignedByte();
    }
    if (stack.size() != 1) {
      throw new MalformedFileException("its pickle leaves %d objects".formatted(stack.size()));
    }
    Object root = stack.pop();
    ObjectGraph.check(root);
    return root;
  }

  /** Bytes consumed so far. */
  public int position() {
    return in.position();
  }

  private void execute(int operation) throws IOException {
    switch (operation) {
      case Opcodes.PROTO -> in.skip(1);
      case Opcodes.FRAME -> in.skip(8);
      case Opcodes.MARK -> stack.mark();
      case Opcodes.NONE -> stack.push(null);
      case Opcodes.NEWTRUE -> stack.push(true);
      case Opcodes.NEWFALSE -> stack.push(false);
      case Opcodes.BINFLOAT -> stack.push(in.readDouble());
      case Opcodes.BININT -> stack.push((long) in.readInt4());
      case Opcodes.BININT1 -> stack.push((long) in.readUnsignedByte());
      case Opcodes.BININT2 -> stack.push((long) in.readUnsignedShort());
      case Opcodes.LONG1 -> stack.push(integer(in.readUnsignedByte()));
      case Opcodes.LONG4 -> stack.push(integer(in.readLength4()));
      case Opcodes.SHORT_BINSTRING, Opcodes.SHORT_BINUNICODE ->
          stack.push(in.readText(in.readUnsignedByte()));
      case Opcodes.BINSTRING, Opcodes.BINUNICODE -> stack.push(in.readText(in.readLength4()));
      case Opcodes.BINUNICODE8 -> stack.push(in.readText(in.readLength8()));
      case Opcodes.SHORT_BINBYTES -> stack.push(in.readBytes(in.readUnsignedByte()));
      case Opcodes.BINBYTES -> stack.push(in.readBytes(in.readLength4()));
      case Opcodes.EMPTY_TUPLE -> stack.push(TorchTuple.EMPTY);
      case Opcodes.TUPLE1 -> stack.push(TorchTuple.of(stack.pop(1)));
      case Opcodes.TUPLE2 -> stack.push(TorchTuple.of(stack.pop(2)));
      case Opcodes.TUPLE3 -> stack.push(TorchTuple.of(stack.pop(3)));
      case Opcodes.TUPLE -> stack.push(TorchTuple.of(stack.popToMark()));
      case Opcodes.EMPTY_LIST -> stack.push(new ArrayList<>());
      case Opcodes.APPEND -> append(stack.pop(1));
      case Opcodes.APPENDS -> append(stack.popToMark());
      case Opcodes.EMPTY_DICT -> stack.push(new LinkedHashMap<>());
      case Opcodes.SETITEM -> setItems(stack.pop(2));
      case Opcodes.SETITEMS -> setItems(stack.popToMark());
      case Opcodes.GLOBAL -> stack.push(AllowedGlobals.find(in.readLine(), in.readLine()));
      case Opcodes.STACK_GLOBAL -> {
        String name = pop(String.class);
        stack.push(AllowedGlobals.find(pop(String.class), name));
      }
      case Opcodes.EMPTY_SET ->
          stack.push(new PythonCall("builtins.set", TorchTuple.of(new ArrayList<>())));
      case Opcodes.ADDITEMS -> addItems(stack.popToMark());
      case Opcodes.REDUCE, Opcodes.NEWOBJ -> {
        List<Object> arguments = pop(TorchTuple.class).items();
        stack.push(pop(AllowedGlobals.Callable.class).call(arguments));
      }
      case Opcodes.BUILD -> {
        Object state = stack.pop();
        stack.push(AllowedGlobals.build(stack.pop(), state));
      }
      case Opcodes.BINPERSID -> stack.push(storages.load(pop(TorchTuple.class).items()));
      case Opcodes.BINPUT -> memoize(in.readUnsignedByte());
      case Opcodes.LONG_BINPUT -> memoize(in.readLength4());
      case Opcodes.MEMOIZE -> memoize(memoized);
      case Opcodes.BINGET -> stack.push(remembered(in.readUnsignedByte()));
      case Opcodes.LONG_BINGET -> stack.push(remembered(in.readLength4()));
      default ->
          throw new MalformedFileException(
              "its pickle uses operation 0x%02x, which a state dict has no use for"
                  .formatted(operation));
    }
  }

  private void memoize(long index) throws IOException {
    if (index >= LARGEST_MEMO) {
      throw new MalformedFileException(
          "its pickle remembers more than %d objects".formatted(LARGEST_MEMO));
    }
    if (index >= memo.length) {
      memo = Arrays.copyOf(memo, Math.max(2 * memo.length, (int) index + 1));
    }
    memo[(int) index] = stack.peek();
    memoized++;
  }

  private Object remembered(long index) throws IOException {
    // None is never memoized, so an empty place is one that was never filled.
    Object value = index < memo.length ? memo[(int) index] : null;
    if (value == null) {
      throw new MalformedFileException(
          "its pickle refers to object %d, which it has not made".formatted(index));
    }
    return value;
  }

  private <T> T pop(Class<T> kind) throws IOException {
    return Operand.of(stack.pop(), kind);
  }

  private void append(Object[] items) throws IOException {
    @SuppressWarnings("unchecked")
    List<Object> list = Operand.of(stack.peek(), ArrayList.class);
    Collections.addAll(list, items);
  }

  /** Only a set of {@link Opcodes#EMPTY_SET} has a list for its items. */
  private void addItems(Object[] items) throws IOException {
    PythonCall set = Operand.of(stack.peek(), PythonCall.class);
    @SuppressWarnings("unchecked")
    List<Object> list = Operand.at(set.arguments().items(), 0, ArrayList.class);
    Collections.addAll(list, items);
  }

  private void setItems(Object[] keysAndValues) throws IOException {
    if (keysAndValues.length % 2 != 0) {
      throw new MalformedFileException("a dict in its pickle has a key without a value");
    }
    @SuppressWarnings("unchecked")
    Map<Object, Object> map = Operand.of(stack.peek(), LinkedHashMap.class);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(requireKey(keysAndValues[i]), keysAndValues[i + 1]);
    }
    if (storagesOfStart != null && isStart(map)) {
      new PickleStart(
              in.consumed(),
              (String) stack.get(1),
              PickleStart.copy(map),
              PickleStart.withStandIns(memo, stack.get(0), map),
              memoized,
              operations,
              Map.copyOf(storagesOfStart))
          .keep();
      storagesOfStart = null;
    }
  }

  /** Whether the pickle has made a checkpoint without entries, a key, and its value {@code map}. */
  private boolean isStart(Map<Object, Object> map) {
    return stack.size() == 3
        && stack.marks() == 1
        && stack.get(0).getClass() == LinkedHashMap.class
        && ((Map<?, ?>) stack.get(0)).isEmpty()
        && stack.get(1) instanceof String
        && stack.get(2) == map;
  }

  /** Hashing a nested key could take for ever, and a state dict has no use for one. */
  static Object requireKey(Object key) throws IOException {
    if (isSimple(key)) {
      return key;
    }
    if (key instanceof TorchTuple tuple
        && tuple.items().size() <= LONGEST_TUPLE_KEY
        && tuple.items().stream().allMatch(StateDictUnpickler::isSimple)) {
      return key;
    }
    throw new MalformedFileException(
        "a dict in its pickle has a key that is neither text nor number, nor a short tuple of"
            + " these");
  }

  private static boolean isSimple(Object key) {
    return key == null
        || key instanceof String
        || key instanceof Number
        || key instanceof Boolean
        || key instanceof PythonName;
  }

  /** A little-endian two's complement integer: a {@link Long}, or a {@link BigInteger}. */
  private Number integer(long length) throws IOException {
    if (length > LONGEST_INTEGER_BYTES) {
      throw new MalformedFileException("an integer in its pickle has %d bytes".formatted(length));
    }
    byte[] bytes = in.readBytes(length);
    for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
      byte swapped = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = swapped;
    }
    BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
    // Two branches, since a conditional expression would unbox and cut the big one.
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    return value;
  }
}
