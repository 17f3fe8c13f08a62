package org.tagwright.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * How the tensors of a file fit a model. Counters of batch norms may be missing: older files have
 * none, and nothing is computed with them.
 *
 * @param loaded how many of the model's state-dict entries the file has
 * @param missing the model's entries that the file does not have
 * @param unexpected the file's entries that the model does not have
 * @param mismatched entries of another shape or type, each with both, in words
 */
public record LoadReport(
    int loaded, List<String> missing, List<String> unexpected, List<String> mismatched) {
  public LoadReport {
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    mismatched = List.copyOf(mismatched);
  }

  /** Whether every entry of the model is the file's, and nothing is left over. */
  public boolean complete() {
    return missing.isEmpty() && unexpected.isEmpty() && mismatched.isEmpty();
  }

  /** The same without what concerns the layer at {@code head} and below, as of another task. */
  public LoadReport besides(String head) {
    return only(name -> !name.startsWith(head + "."));
  }

  /** The same of the layer at {@code head} and below alone. */
  public LoadReport within(String head) {
    return only(name -> name.startsWith(head + "."));
  }

  private LoadReport only(Predicate<String> names) {
    return new LoadReport(
        loaded,
        missing.stream().filter(names).toList(),
        unexpected.stream().filter(names).toList(),
        mismatched.stream().filter(names).toList());
  }

  /** Number of entries that do not fit. */
  public int misfits() {
    return missing.size() + unexpected.size() + mismatched.size();
  }

  /** What does not fit, such as {@code missing: conv1.weight and 3 more; left over: fc.bias}. */
  public String misfit() {
    List<String> parts = new ArrayList<>();
    say("missing", missing, parts);
    say("left over", unexpected, parts);
    say("of another shape", mismatched, parts);
    return String.join("; ", parts);
  }

  private static void say(String what, List<String> names, List<String> parts) {
    if (!names.isEmpty()) {
      String more = names.size() == 1 ? "" : " and %d more".formatted(names.size() - 1);
      parts.add(what + ": " + names.get(0) + more);
    }
  }
}
