package org.tagwright.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How well one class was predicted at one validation.
 *
 * @param support number of validation images that carry the class
 * @param threshold the threshold tuned for this class alone, or {@code null}
 * @param known number of validation images of which is known whether they carry the class; {@code
 *     null}: all
 */
public record ClassScore(
    String name,
    double precision,
    double recall,
    double f1,
    double averagePrecision,
    int support,
    Double threshold,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer known) {

  /** Of a class that is known in every image. */
  public ClassScore(
      String name,
      double precision,
      double recall,
      double f1,
      double averagePrecision,
      int support,
      Double threshold) {
    this(name, precision, recall, f1, averagePrecision, support, threshold, null);
  }
}
