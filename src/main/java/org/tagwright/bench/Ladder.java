package org.tagwright.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tagwright.common.TagwrightException;

/**
 * What the quality benchmark compares. Ingredients are names for settings by path, as for {@code
 * --set}; nothing here knows what they mean.
 *
 * @param regimes how long and from what is trained, by name
 * @param ingredients the settings of each ingredient, by name, in the order of reports
 */
public record Ladder(Map<String, Regime> regimes, Map<String, Map<String, String>> ingredients) {
  /** The variant without ingredients. */
  static final String CLASSIC = "classic";

  private static final String STRONG = "strong";
  private static final String BUILT_IN = "ladder.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  public Ladder {
    regimes = new LinkedHashMap<>(Objects.requireNonNull(regimes, "regimes are missing"));
    ingredients =
        new LinkedHashMap<>(Objects.requireNonNull(ingredients, "ingredients are missing"));
    for (Map.Entry<String, Regime> regime : regimes.entrySet()) {
      known(regime.getValue().strong, ingredients, "regime \"" + regime.getKey() + "\"");
    }
  }

  /**
   * A way of training that ingredients are compared in.
   *
   * @param startFrom whether the backbone has learned another data set
   * @param settings of every variant, classic included
   * @param strong the ingredients of the strong variant, in the order in which the ladder adds them
   */
  public record Regime(
      int epochs, boolean startFrom, Map<String, String> settings, List<String> strong) {
    public Regime {
      if (epochs < 1) {
        throw TagwrightException.input("each regime needs its number of epochs, 1 or more");
      }
      settings = settings == null ? Map.of() : new LinkedHashMap<>(settings);
      strong = strong == null ? List.of() : List.copyOf(strong);
    }
  }

  /** The ladder that comes with the program. */
  public static Ladder builtIn() {
    try (InputStream in = Ladder.class.getResourceAsStream(BUILT_IN)) {
      return JSON.readValue(in, Ladder.class);
    } catch (IOException e) {
      throw new IllegalStateException(BUILT_IN, e);
    }
  }

  /**
   * The ladder in a file.
   *
   * @throws TagwrightException of kind input where it is none
   */
  public static Ladder read(Path file) {
    try {
      return JSON.readValue(Files.readString(file), Ladder.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw TagwrightException.input(file + " is not a ladder: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  public Regime regime(String name) {
    Regime regime = regimes.get(name);
    if (regime == null) {
      throw TagwrightException.input(
          "There is no regime \""
              + name
              + "\"; there are "
              + String.join(", ", regimes.keySet())
              + ".");
    }
    return regime;
  }

  /**
   * The variants of a regime that words ask for, each once.
   *
   * @param wanted {@code classic}, {@code alone} (classic with each ingredient), {@code ladder}
   *     (from classic to strong, one ingredient after another), {@code minus} (strong without
   *     each), {@code all} (all of these), {@code strong}, or ingredients joined by {@code +}
   * @return sets of ingredients, each in this ladder's order
   */
  public List<List<String>> variants(Regime regime, List<String> wanted) {
    Set<List<String>> variants = new LinkedHashSet<>();
    for (String word : wanted) {
      switch (word.strip()) {
        case CLASSIC -> variants.add(List.of());
        case STRONG -> variants.add(ordered(regime.strong));
        case "alone" -> ingredients.keySet().forEach(name -> variants.add(List.of(name)));
        case "ladder" -> {
          for (int steps = 0; steps <= regime.strong.size(); steps++) {
            variants.add(ordered(regime.strong.subList(0, steps)));
          }
        }
        case "minus" -> regime.strong.forEach(name -> variants.add(without(regime, name)));
        case "all" ->
            variants.addAll(variants(regime, List.of(CLASSIC, "ladder", "minus", "alone")));
        default -> variants.add(named(word));
      }
    }
    return List.copyOf(variants);
  }

  private List<String> named(String word) {
    List<String> names = new ArrayList<>();
    for (String name : word.split("\\+", -1)) {
      names.add(name.strip());
    }
    known(names, ingredients, "\"" + word.strip() + "\"");
    return ordered(names);
  }

  private static void known(
      Collection<String> names, Map<String, Map<String, String>> ingredients, String where) {
    for (String name : names) {
      if (!ingredients.containsKey(name)) {
        throw TagwrightException.input(
            "%s names the ingredient \"%s\"; there are %s."
                .formatted(where, name, String.join(", ", ingredients.keySet())));
      }
    }
  }

  private List<String> without(Regime regime, String name) {
    List<String> rest = new ArrayList<>(regime.strong);
    rest.remove(name);
    return ordered(rest);
  }

  private List<String> ordered(Collection<String> names) {
    return ingredients.keySet().stream().filter(names::contains).toList();
  }

  /**
   * The settings of a variant, those of the regime included.
   *
   * @throws TagwrightException of kind input where two ingredients set the same field
   */
  public Map<String, String> settings(Regime regime, List<String> variant) {
    Map<String, String> settings = new LinkedHashMap<>(regime.settings);
    Map<String, String> setBy = new LinkedHashMap<>();
    for (String name : variant) {
      for (Map.Entry<String, String> setting : ingredients.get(name).entrySet()) {
        String other = setBy.put(setting.getKey(), name);
        if (other != null) {
          throw TagwrightException.input(
              "The ingredients \"%s\" and \"%s\" both set %s; leave one out."
                  .formatted(other, name, setting.getKey()));
        }
        settings.put(setting.getKey(), setting.getValue());
      }
    }
    return settings;
  }

  /** How reports call a variant. */
  public String title(Regime regime, List<String> variant) {
    if (variant.isEmpty()) {
      return CLASSIC;
    }
    if (variant.equals(ordered(regime.strong))) {
      return STRONG + " (" + String.join(", ", variant) + ")";
    }
    for (String name : regime.strong) {
      if (variant.size() > 1 && variant.equals(without(regime, name))) {
        return STRONG + " without " + name;
      }
    }
    return CLASSIC + " + " + String.join(" + ", variant);
  }
}
