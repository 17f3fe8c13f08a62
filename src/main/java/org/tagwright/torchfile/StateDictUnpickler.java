package org.tagwright.torchfile;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.Unpickler;

/**
 * Unpickles what a state dict is made of, and nothing else.
 *
 * <p>Safe by an allow-list of opcodes and of globals ({@link AllowedGlobals}); what is allowed has
 * bounds, so that no file costs much time or memory. The library's way with lengths, dicts, objects
 * and reflection is never reached: it keeps the stack, the marks, the memo and the plain numbers.
 */
final class StateDictUnpickler extends Unpickler {
  /** Makes a storage of its persistent id. */
  interface StorageLoader {
    TorchStorage load(List<Object> persistentId) throws IOException;
  }

  /** About 40 operations describe a tensor, so this is enough for 100,000 of them. */
  static final int MOST_OPERATIONS = 4_000_000;

  static final int LARGEST_MEMO = 500_000;
  private static final int LONGEST_INTEGER_BYTES = 64;

  private final PickleInput in;
  private final StorageLoader storages;
  private int operations;

  StateDictUnpickler(ByteBuffer pickles, StorageLoader storages) {
    this.in = new PickleInput(pickles);
    this.storages = storages;
  }

  /** The next object, checked by {@link ObjectGraph}. */
  Object next() throws IOException {
    Object root;
    try {
      root = load(in);
    } catch (IndexOutOfBoundsException | ClassCastException | PickleException e) {
      // How the library reports an empty stack, an operand of the wrong kind, a missing memo entry.
      MalformedFileException damaged =
          new MalformedFileException(
              "its pickle is damaged at byte %d (%s)".formatted(in.position(), e.getMessage()));
      damaged.initCause(e);
      throw damaged;
    }
    ObjectGraph.check(root);
    return root;
  }

  /** Bytes consumed so far. */
  int position() {
    return in.position();
  }

  @Override
  protected Object dispatch(short opcode) throws IOException {
    if (++operations > MOST_OPERATIONS) {
      throw new MalformedFileException(
          "its pickle has more than %d operations".formatted(MOST_OPERATIONS));
    }
    return switch (opcode) {
      case Opcodes.PROTO,
          Opcodes.FRAME,
          Opcodes.MARK,
          Opcodes.NONE,
          Opcodes.NEWTRUE,
          Opcodes.NEWFALSE,
          Opcodes.BINFLOAT,
          Opcodes.EMPTY_LIST,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET ->
          super.dispatch(opcode);
      case Opcodes.STOP -> stop();
      case Opcodes.BINPUT, Opcodes.LONG_BINPUT, Opcodes.MEMOIZE -> memoize(opcode);
      case Opcodes.BININT, Opcodes.BININT1, Opcodes.BININT2 -> {
        super.dispatch(opcode);
        yield push(pop(Number.class).longValue());
      }
      case Opcodes.LONG1 -> push(integer(in.readUnsignedByte()));
      case Opcodes.LONG4 -> push(integer(in.readLength4()));
      case Opcodes.SHORT_BINSTRING, Opcodes.SHORT_BINUNICODE ->
          push(in.readText(in.readUnsignedByte()));
      case Opcodes.BINSTRING, Opcodes.BINUNICODE -> push(in.readText(in.readLength4()));
      case Opcodes.BINUNICODE8 -> push(in.readText(in.readLength8()));
      case Opcodes.SHORT_BINBYTES -> push(in.readBytes(in.readUnsignedByte()));
      case Opcodes.BINBYTES -> push(in.readBytes(in.readLength4()));
      case Opcodes.EMPTY_TUPLE -> push(new TorchTuple(List.of()));
      case Opcodes.TUPLE1 -> push(tuple(1));
      case Opcodes.TUPLE2 -> push(tuple(2));
      case Opcodes.TUPLE3 -> push(tuple(3));
      case Opcodes.TUPLE -> push(new TorchTuple(stack.pop_all_since_marker()));
      case Opcodes.APPEND -> append(Collections.singletonList(stack.pop()));
      case Opcodes.APPENDS -> append(stack.pop_all_since_marker());
      case Opcodes.EMPTY_DICT -> push(new LinkedHashMap<>());
      case Opcodes.SETITEM -> setItems(tuple(2).items());
      case Opcodes.SETITEMS -> setItems(stack.pop_all_since_marker());
      case Opcodes.GLOBAL -> push(AllowedGlobals.find(in.readLine(), in.readLine()));
      case Opcodes.STACK_GLOBAL -> {
        String name = pop(String.class);
        yield push(AllowedGlobals.find(pop(String.class), name));
      }
      case Opcodes.REDUCE -> {
        List<Object> arguments = pop(TorchTuple.class).items();
        yield push(pop(AllowedGlobals.Callable.class).call(arguments));
      }
      case Opcodes.BUILD -> {
        Object state = stack.pop();
        yield push(AllowedGlobals.build(stack.pop(), state));
      }
      case Opcodes.BINPERSID -> push(storages.load(pop(TorchTuple.class).items()));
      default ->
          throw new MalformedFileException(
              "its pickle uses operation 0x%02x, which a state dict has no use for"
                  .formatted(opcode & 0xFF));
    };
  }

  private Object stop() throws IOException {
    if (stack.size() != 1) {
      throw new MalformedFileException("its pickle leaves %d objects".formatted(stack.size()));
    }
    return super.dispatch(Opcodes.STOP);
  }

  private Object memoize(short opcode) throws IOException {
    if (memo.size() >= LARGEST_MEMO) {
      throw new MalformedFileException(
          "its pickle remembers more than %d objects".formatted(LARGEST_MEMO));
    }
    return super.dispatch(opcode);
  }

  private Object push(Object value) {
    stack.add(value);
    return NO_RETURN_VALUE;
  }

  private TorchTuple tuple(int size) {
    Object[] items = new Object[size];
    for (int i = size - 1; i >= 0; i--) {
      items[i] = stack.pop();
    }
    return TorchTuple.of(items);
  }

  private <T> T pop(Class<T> kind) throws IOException {
    return Operand.of(stack.pop(), kind);
  }

  private Object append(List<Object> items) throws IOException {
    @SuppressWarnings("unchecked")
    List<Object> list = Operand.of(stack.peek(), ArrayList.class);
    list.addAll(items);
    return NO_RETURN_VALUE;
  }

  private Object setItems(List<Object> keysAndValues) throws IOException {
    if (keysAndValues.size() % 2 != 0) {
      throw new MalformedFileException("a dict in its pickle has a key without a value");
    }
    @SuppressWarnings("unchecked")
    Map<Object, Object> map = Operand.of(stack.peek(), LinkedHashMap.class);
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      map.put(requireKey(keysAndValues.get(i)), keysAndValues.get(i + 1));
    }
    return NO_RETURN_VALUE;
  }

  /** Hashing a nested key could take for ever, and a state dict has no use for one. */
  static Object requireKey(Object key) throws IOException {
    if (key == null || key instanceof String || key instanceof Number || key instanceof Boolean) {
      return key;
    }
    throw new MalformedFileException(
        "a dict in its pickle has a key that is neither text nor number");
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
