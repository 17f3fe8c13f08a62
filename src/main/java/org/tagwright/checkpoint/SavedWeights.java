package org.tagwright.checkpoint;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * Reads the weights of any PyTorch file that holds a network: a bare state dict as torchvision
 * publishes them, or a dict that has one under one of the {@link #KEYS}; with the names that the
 * network itself gave them, whatever it was wrapped in when it was saved.
 */
public final class SavedWeights {
  private static final Logger LOG = LoggerFactory.getLogger(SavedWeights.class);

  /** Where training scripts keep a state dict. */
  static final List<String> KEYS = List.of("state_dict", "model_state_dict", "model");

  /** The attributes that a Lightning module keeps its network in. */
  private static final List<String> ATTRIBUTES = List.of("model.", "net.");

  /**
   * What wrappers put before every name: DataParallel, averaged models, torch.compile, Lightning.
   */
  private static final List<String> WRAPPERS =
      Stream.concat(Stream.of("module.", "_orig_mod."), ATTRIBUTES.stream()).toList();

  /** How many models an averaged model is the mean of. */
  private static final String AVERAGED = "n_averaged";

  private static final String LIGHTNING = "pytorch-lightning_version";

  /** Published densenet weights have {@code norm.1} for what is {@code norm1} in the network. */
  private static final Pattern OLD_DENSENET_KEY =
      Pattern.compile("(.*denselayer\\d+\\.(?:norm|relu|conv))\\.([12]\\..+)");

  private SavedWeights() {}

  /**
   * The tensors by torchvision's names, in the file's order; views of the mapped file.
   *
   * @throws TagwrightException (INPUT) if the file is unreadable or holds no state dict
   */
  public static Map<String, TorchTensor> read(Path file) {
    return read(TorchFile.open(file), file);
  }

  /** The same of what {@link TorchFile} read of {@code file}. */
  static Map<String, TorchTensor> read(Object root, Path file) {
    Map<String, TorchTensor> tensors = of(root);
    if (tensors.isEmpty()) {
      throw TagwrightException.input(
          "%s is a PyTorch file, but holds no weights by name (a state dict)".formatted(file));
    }
    return tensors;
  }

  /** The tensors in what {@link TorchFile} read; none where it is no network. */
  public static Map<String, TorchTensor> of(Object root) {
    Object found = root;
    for (String key = keyIn(root);
        key != null && found instanceof Map<?, ?> dict;
        key = keyIn(found)) {
      found = dict.get(key);
    }
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    if (found instanceof Map<?, ?> dict) {
      dict.forEach(
          (key, value) -> {
            if (key instanceof String name && value instanceof TorchTensor tensor) {
              tensors.put(name, tensor);
            }
          });
    }
    boolean lightning = root instanceof Map<?, ?> dict && dict.containsKey(LIGHTNING);
    return renamed(unwrapped(lightning ? network(tensors) : tensors));
  }

  /**
   * Refuses weights with NaN: whatever was computed with them would be no result.
   *
   * @throws TagwrightException (INPUT) that names the file and a tensor
   */
  public static void requireNumbers(Map<String, TorchTensor> tensors, Path file) {
    List<String> broken =
        tensors.entrySet().parallelStream()
            .filter(entry -> hasNaN(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!broken.isEmpty()) {
      throw TagwrightException.input(
          "%s holds weights that are NaN (%s%s): the training that saved them had diverged. Take an earlier checkpoint."
              .formatted(
                  file,
                  broken.get(0),
                  broken.size() == 1 ? "" : " and %d more tensors".formatted(broken.size() - 1)));
    }
  }

  private static boolean hasNaN(TorchTensor tensor) {
    if (!tensor.type().isFloating()) {
      return false;
    }
    FloatBuffer values =
        tensor.type() == ElementType.FLOAT32
            ? tensor.bytes().asFloatBuffer()
            : FloatBuffer.wrap(tensor.floats());
    for (int i = 0; i < values.capacity(); i++) {
      if (Float.isNaN(values.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The first of the {@link #KEYS} under which {@code root} has a dict, or {@code null}. */
  static @Nullable String keyIn(@Nullable Object root) {
    return root instanceof Map<?, ?> dict
        ? KEYS.stream().filter(key -> dict.get(key) instanceof Map).findFirst().orElse(null)
        : null;
  }

  /** A Lightning module has its loss's and its metrics' tensors beside those of the network. */
  private static Map<String, TorchTensor> network(Map<String, TorchTensor> tensors) {
    for (String attribute : ATTRIBUTES) {
      if (tensors.keySet().stream().anyMatch(key -> key.startsWith(attribute))) {
        Map<String, TorchTensor> inside = new LinkedHashMap<>();
        tensors.forEach(
            (key, tensor) -> {
              if (key.startsWith(attribute)) {
                inside.put(key, tensor);
              } else {
                LOG.info("{} is not the network's and left out", key);
              }
            });
        return inside;
      }
    }
    return tensors;
  }

  /** Wrappers go in any order and number, as they were put around one another. */
  private static Map<String, TorchTensor> unwrapped(Map<String, TorchTensor> tensors) {
    Set<String> keys = new LinkedHashSet<>(tensors.keySet());
    Optional<String> wrapper;
    int prefix = 0;
    do {
      int from = prefix;
      keys.removeIf(key -> key.startsWith(AVERAGED, from) && key.substring(from).equals(AVERAGED));
      wrapper =
          WRAPPERS.stream()
              .filter(w -> keys.stream().allMatch(key -> key.startsWith(w, from)))
              .findFirst();
      prefix += wrapper.map(String::length).orElse(0);
    } while (wrapper.isPresent() && !keys.isEmpty());
    Map<String, TorchTensor> inside = new LinkedHashMap<>();
    for (String key : keys) {
      inside.put(key.substring(prefix), tensors.get(key));
    }
    return inside;
  }

  private static Map<String, TorchTensor> renamed(Map<String, TorchTensor> tensors) {
    Map<String, TorchTensor> result = new LinkedHashMap<>();
    tensors.forEach(
        (key, tensor) -> {
          Matcher old = OLD_DENSENET_KEY.matcher(key);
          result.put(old.matches() ? old.group(1) + old.group(2) : key, tensor);
        });
    return result;
  }
}
