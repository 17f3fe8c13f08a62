package org.tagwright.config.json;

/**
 * Something wrong with a configuration.
 *
 * @param field its path, such as {@code training.batchSize}
 * @param message what is wrong and what would be right, without the field's name
 */
public record ConfigProblem(String field, String message) {
  @Override
  public String toString() {
    return field + ": " + message;
  }
}
