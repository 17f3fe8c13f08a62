package org.tagwright.model;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tagwright.common.TagwrightException;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * Reads the tensors of any PyTorch file that holds a network: a bare state dict as torchvision
 * publishes them, or a dict that has one as {@code state_dict} or {@code model}.
 */
public final class WeightFile {
  /** What wrappers put before every name: DataParallel and torch.compile. */
  private static final String[] WRAPPERS = {"module.", "_orig_mod."};

  /** Published densenet weights have {@code norm.1} for what is {@code norm1} in the network. */
  private static final Pattern OLD_DENSENET_KEY =
      Pattern.compile("(.*denselayer\\d+\\.(?:norm|relu|conv))\\.([12]\\..+)");

  private WeightFile() {}

  /**
   * The tensors by torchvision's names, in the file's order; views of the mapped file.
   *
   * @throws TagwrightException (INPUT) if the file is unreadable or holds no state dict
   */
  public static Map<String, TorchTensor> read(Path file) {
    return tensors(TorchFile.open(file), file);
  }

  /** The same of what {@link TorchFile} read of {@code file}. */
  static Map<String, TorchTensor> tensors(Object root, Path file) {
    Map<String, TorchTensor> tensors = tensors(root);
    if (tensors.isEmpty()) {
      throw TagwrightException.input(
          "%s is a PyTorch file, but holds no weights by name (a state dict)".formatted(file));
    }
    return tensors;
  }

  /** The backbone, by torchvision's name, whose weights {@link TorchFile} found, if any. */
  public static Optional<String> backboneOf(Object root) {
    Map<String, TorchTensor> tensors = tensors(root);
    return Arrays.stream(Backbone.values())
        .filter(backbone -> misfit(tensors, backbone).isEmpty())
        .map(Backbone::torchvisionName)
        .findFirst();
  }

  private static Map<String, TorchTensor> tensors(Object root) {
    Object found = root;
    for (String key : new String[] {"state_dict", "model"}) {
      if (root instanceof Map<?, ?> dict && dict.get(key) instanceof Map<?, ?> inner) {
        found = inner;
        break;
      }
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
    return renamed(tensors);
  }

  /**
   * The first reason why tensors are not a backbone's, or none if every weight of it is there in
   * its shape. The head and the counters of batch norms may be anything.
   */
  static Optional<String> misfit(Map<String, TorchTensor> tensors, Backbone backbone) {
    Scope root = Scope.root();
    backbone.build(root);
    for (Weight weight : root.state()) {
      TorchTensor tensor = tensors.get(weight.name());
      if (weight.role() == Weight.Role.COUNTER) {
        continue;
      }
      if (tensor == null) {
        return Optional.of("no " + weight.name());
      }
      if (!Arrays.equals(tensor.shape(), weight.shape())) {
        return Optional.of(
            "%s is %s, not %s"
                .formatted(
                    weight.name(),
                    Arrays.toString(tensor.shape()),
                    Arrays.toString(weight.shape())));
      }
    }
    return Optional.empty();
  }

  private static Map<String, TorchTensor> renamed(Map<String, TorchTensor> tensors) {
    Map<String, TorchTensor> current = tensors;
    for (String wrapper : WRAPPERS) {
      if (current.keySet().stream().allMatch(key -> key.startsWith(wrapper))) {
        Map<String, TorchTensor> unwrapped = new LinkedHashMap<>();
        current.forEach((key, tensor) -> unwrapped.put(key.substring(wrapper.length()), tensor));
        current = unwrapped;
      }
    }
    Map<String, TorchTensor> result = new LinkedHashMap<>();
    current.forEach(
        (key, tensor) -> {
          Matcher old = OLD_DENSENET_KEY.matcher(key);
          result.put(old.matches() ? old.group(1) + old.group(2) : key, tensor);
        });
    return result;
  }
}
