package org.tagwright.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;

/**
 * What a search may use up; {@code null}: as much as it takes. Work that has begun is finished.
 *
 * @param runs configurations that are tried
 * @param epochs of all trials together
 * @param hours in which it searches, pauses not counted
 */
public record Budget(@Nullable Integer runs, @Nullable Integer epochs, @Nullable Double hours) {
  public static final Budget UNLIMITED = new Budget(null, null, null);

  public Budget {
    require("runs", runs);
    require("epochs", epochs);
    require("hours", hours);
  }

  private static void require(String name, @Nullable Number value) {
    if (value != null && !(value.doubleValue() > 0 && Double.isFinite(value.doubleValue()))) {
      throw TagwrightException.input(
          "The budget of " + name + " must be greater than 0, not " + value + ".");
    }
  }

  public boolean isUnlimited() {
    return equals(UNLIMITED);
  }

  /** Whether a trial of that number may still be begun. */
  boolean allowsTrial(int number) {
    return runs == null || number <= runs;
  }

  /** Whether so many epochs may be used in all. */
  boolean allowsEpochs(long used) {
    return epochs == null || used <= epochs;
  }

  boolean allows(Duration elapsed) {
    return hours == null || elapsed.toMillis() < hours * Duration.ofHours(1).toMillis();
  }

  /** This one, with what another one says of the same put in its place. */
  public Budget or(Budget other) {
    return new Budget(
        other.runs == null ? runs : other.runs,
        other.epochs == null ? epochs : other.epochs,
        other.hours == null ? hours : other.hours);
  }

  /** Such as {@code 40 runs, 200 epochs}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (runs != null) {
      parts.add(Units.count(runs, "run"));
    }
    if (epochs != null) {
      parts.add(Units.count(epochs, "epoch"));
    }
    if (hours != null) {
      parts.add(Units.compact(hours) + " h");
    }
    return parts.isEmpty() ? "no limit" : String.join(", ", parts);
  }
}
