package org.tagwright.torchfile.pickle;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.PythonCall;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * How far a pickle has come when its state dict is complete. Checkpoints of one architecture begin
 * with the same bytes, some five thousand operations that describe the tensors; a table of ten
 * thousand of them executes these once. Same bytes make the same objects, so nothing is trusted
 * that was not checked when they were first executed.
 *
 * @param bytes all of the pickle so far
 * @param key of the state dict in the checkpoint, which has no other entry yet
 * @param stateDict complete, or its first part
 * @param memo what the pickle has memoized; with stand-ins for the two dicts
 * @param storages by key, all without bytes
 */
public record PickleStart(
    ByteBuffer bytes,
    String key,
    Map<Object, Object> stateDict,
    Object[] memo,
    int memoized,
    int operations,
    Map<String, TorchStorage> storages) {
  private static final Object CHECKPOINT = new Object();
  private static final Object STATE_DICT = new Object();

  private static final int MOST_KNOWN = 12;
  private static final int FEWEST_TENSORS = 16;
  private static final List<PickleStart> KNOWN = new CopyOnWriteArrayList<>();

  /** The known start of {@code pickle}, or {@code null}. */
  public static @Nullable PickleStart of(ByteBuffer pickle) {
    for (PickleStart start : KNOWN) {
      int length = start.bytes.capacity();
      if (pickle.remaining() > length
          && pickle.slice(pickle.position(), length).equals(start.bytes)) {
        return start;
      }
    }
    return null;
  }

  /**
   * Remembers this start, in place of the oldest of too many, if that is worth its room: it must
   * hold many tensors, and nothing that only this file says.
   */
  void keep() {
    if (stateDict.size() < FEWEST_TENSORS
        || !stateDict.values().stream().allMatch(TorchTensor.class::isInstance)
        || Arrays.stream(memo).anyMatch(PickleStart::isChangeable)
        || storages.values().stream().anyMatch(TorchStorage::hasBytes)) {
      return;
    }
    synchronized (KNOWN) {
      // Two threads may have met their first file of a kind at the same time.
      if (KNOWN.stream().noneMatch(known -> known.bytes.equals(bytes))) {
        if (KNOWN.size() == MOST_KNOWN) {
          KNOWN.remove(0);
        }
        KNOWN.add(this);
      }
    }
  }

  private static boolean isChangeable(Object value) {
    return value instanceof List
        || value instanceof PythonCall
        || (value instanceof Map && !(value instanceof OrderedDict));
  }

  static Map<Object, Object> copy(Map<Object, Object> dict) {
    return dict instanceof OrderedDict ? new OrderedDict(dict) : new LinkedHashMap<>(dict);
  }

  /** A copy of {@code memo} with stand-ins for the two dicts that each file has for itself. */
  static Object[] withStandIns(Object[] memo, Object checkpoint, Object stateDict) {
    return replaced(memo, checkpoint, CHECKPOINT, stateDict, STATE_DICT);
  }

  /** What the pickle of one more file with these dicts has memoized. */
  Object[] memoFor(Object newCheckpoint, Object newStateDict) {
    return replaced(memo, CHECKPOINT, newCheckpoint, STATE_DICT, newStateDict);
  }

  private static Object[] replaced(
      Object[] memo, Object first, Object forFirst, Object second, Object forSecond) {
    Object[] result = memo.clone();
    for (int i = 0; i < result.length; i++) {
      Object value = memo[i];
      if (value == first) {
        result[i] = forFirst;
      } else if (value == second) {
        result[i] = forSecond;
      } else if (value instanceof OrderedDict dict) {
        // The (empty) hooks of a tensor: a pickle could go on to fill them.
        result[i] = new OrderedDict(dict);
      }
    }
    return result;
  }
}
