package org.tagwright.model;

import java.util.List;

/**
 * What became of the tensors of a file.
 *
 * @param loaded how many of the model's state-dict entries were taken from the file
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

  /** Whether every entry of the model came from the file, and nothing was left over. */
  public boolean complete() {
    return missing.isEmpty() && unexpected.isEmpty() && mismatched.isEmpty();
  }
}
