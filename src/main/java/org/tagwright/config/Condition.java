package org.tagwright.config;

import java.util.Objects;

/**
 * What must hold of another setting for one to have an effect.
 *
 * @param path the other setting
 * @param value what it must be, or must not be
 */
public record Condition(String path, Object value, boolean equal) {
  boolean holds(ExperimentConfig config) {
    return Objects.equals(Catalogue.get(path).value(config), value) == equal;
  }

  /** Whether the other setting has been there from the beginning. */
  public boolean isOfFirstVersion() {
    return Catalogue.get(path).since().equals(Setting.FIRST_VERSION);
  }

  /** The other setting as it is, by its path: {@code training.differential is true}. */
  String describe(ExperimentConfig config) {
    return path + " is " + Catalogue.get(path).text(config);
  }

  /** The other setting as it is, as the form names it: {@code Separate rates is On}. */
  public String inWords(ExperimentConfig config) {
    Setting<?> other = Catalogue.get(path);
    String text = other.text(config);
    String shown =
        other.choices().stream()
            .filter(choice -> choice.value().equals(text))
            .map(Setting.Choice::label)
            .findFirst()
            .orElse(text);
    return other.label() + " is " + shown;
  }

  /** The value as files spell it. */
  public String text() {
    return Catalogue.get(path).textOf(value);
  }

  /** What must hold: {@code training.differential is true}. */
  @Override
  public String toString() {
    return path + (equal ? " is " : " is not ") + text();
  }
}
