package org.tagwright.search.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * What a search may vary.
 *
 * @param domains by path of the setting, in order
 */
public record Space(Map<String, Domain> domains) {
  public Space {
    domains = Collections.unmodifiableMap(new LinkedHashMap<>(domains));
  }

  /** Values for all settings, from a number for each. */
  public Map<String, String> values(ToDoubleBiFunction<String, Domain> number) {
    Map<String, String> values = new LinkedHashMap<>();
    domains.forEach(
        (path, domain) -> values.put(path, domain.text(number.applyAsDouble(path, domain))));
    return values;
  }

  /** How many combinations a grid has; the greatest number where they are more than that. */
  public long gridSize() {
    long size = 1;
    for (Domain domain : domains.values()) {
      size = Math.min(Integer.MAX_VALUE, size * domain.grid().size());
    }
    return size;
  }
}
