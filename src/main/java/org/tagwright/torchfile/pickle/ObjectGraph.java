package org.tagwright.torchfile.pickle;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.torchfile.tensor.MalformedFileException;
import org.tagwright.torchfile.tensor.PythonCall;
import org.tagwright.torchfile.tensor.PythonName;
import org.tagwright.torchfile.tensor.TorchStorage;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;

/**
 * Bounds on what a pickle has made: no cycles, no deep nesting, and not too many items even when
 * shared parts are counted as often as they are reached. So whoever walks the result later,
 * printing it or copying it, needs no guard.
 */
final class ObjectGraph {
  private static final int DEEPEST = 64;
  private static final long MOST_ITEMS = 2_000_000;
  private static final Long IN_PROGRESS = -1L;

  private final IdentityHashMap<Object, Long> sizes = new IdentityHashMap<>();

  private ObjectGraph() {}

  static void check(Object root) throws MalformedFileException {
    new ObjectGraph().size(root, 0);
  }

  /** Items below and including {@code node}, shared ones counted each time. */
  private long size(Object node, int depth) throws MalformedFileException {
    if (isLeaf(node)) {
      return 1;
    }
    Collection<?> children;
    if (node instanceof Map<?, ?> map) {
      children = map.values();
    } else if (node instanceof List<?> list) {
      children = list;
    } else if (node instanceof TorchTuple tuple) {
      children = tuple.items();
    } else if (node instanceof PythonCall call) {
      children = call.arguments().items();
    } else {
      throw new MalformedFileException(
          "it holds a %s where a value should be".formatted(describe(node)));
    }
    if (depth > DEEPEST) {
      throw new MalformedFileException("it is nested more than " + DEEPEST + " deep");
    }
    Long known = sizes.putIfAbsent(node, IN_PROGRESS);
    if (IN_PROGRESS.equals(known)) {
      throw new MalformedFileException("it contains itself");
    }
    if (known != null) {
      return known;
    }
    long size = 1;
    for (Object child : children) {
      size += size(child, depth + 1);
      if (size > MOST_ITEMS) {
        throw new MalformedFileException("it unfolds to more than %d items".formatted(MOST_ITEMS));
      }
    }
    sizes.put(node, size);
    return size;
  }

  private static boolean isLeaf(Object node) {
    return node == null
        || node instanceof String
        || node instanceof Number
        || node instanceof Boolean
        || node instanceof byte[]
        || node instanceof PythonName
        || node instanceof TorchTensor
        || node instanceof TorchStorage;
  }

  private static String describe(Object node) {
    return node instanceof AllowedGlobals.Callable callable
        ? "class " + callable.name()
        : node.getClass().getSimpleName();
  }
}
