package org.tagwright.ui.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** One field of the form: the text as typed, and what is wrong with it. */
public final class FieldModel {
  private final FieldSpec spec;
  private final StringProperty text = new SimpleStringProperty();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper effective = new ReadOnlyBooleanWrapper(true);
  private final BooleanBinding changed;

  FieldModel(FieldSpec spec) {
    this.spec = spec;
    String usual = spec.defaultText();
    text.set(usual);
    changed = Bindings.createBooleanBinding(() -> !text.get().strip().equals(usual), text);
  }

  public FieldSpec spec() {
    return spec;
  }

  public StringProperty textProperty() {
    return text;
  }

  public String text() {
    return text.get();
  }

  /** What is wrong, or empty. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What is allowed but hardly meant, or empty. */
  public ReadOnlyStringProperty warningProperty() {
    return warning.getReadOnlyProperty();
  }

  /** Whether the value matters, given the others: patience does not where nothing stops early. */
  public ReadOnlyBooleanProperty effectiveProperty() {
    return effective.getReadOnlyProperty();
  }

  /** Whether it is not the default. */
  public BooleanBinding changedProperty() {
    return changed;
  }

  public void reset() {
    text.set(spec.defaultText());
  }

  /** The values that stand in it: one, or several of a sweep. */
  public List<String> values() {
    if (!spec.sweepable() || !text.get().contains(spec.sweepSeparator())) {
      return List.of(text.get().strip());
    }
    return Arrays.stream(text.get().split(spec.sweepSeparator()))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** Takes a choice, or with {@code along} adds it to the others or takes it out again. */
  public void choose(String value, boolean along) {
    List<String> now = values();
    if (!along || now.equals(List.of(value))) {
      text.set(value);
      return;
    }
    text.set(
        spec.choices().stream()
            .map(FieldSpec.Choice::value)
            .filter(v -> v.equals(value) != now.contains(v))
            .collect(Collectors.joining(", ")));
  }

  void verdict(String wrong, String doubtful, boolean matters) {
    problem.set(wrong == null ? "" : wrong);
    warning.set(doubtful == null ? "" : doubtful);
    effective.set(matters);
  }
}
