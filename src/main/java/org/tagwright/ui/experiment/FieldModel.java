package org.tagwright.ui.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tagwright.config.Setting;

/** One field of the form: the text as typed, and what is wrong with it. */
public final class FieldModel {
  private final Setting<?> setting;
  private final StringProperty text = new SimpleStringProperty();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper idle = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");
  private final BooleanBinding changed;

  FieldModel(Setting<?> setting) {
    this.setting = setting;
    String usual = FieldText.defaultOf(setting);
    text.set(usual);
    changed = Bindings.createBooleanBinding(() -> !text.get().strip().equals(usual), text);
  }

  public Setting<?> setting() {
    return setting;
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

  /** Why the value has no effect, given the others, or empty: patience without early stopping. */
  public ReadOnlyStringProperty idleProperty() {
    return idle.getReadOnlyProperty();
  }

  /** What follows from the value, or empty: how much memory a batch takes. */
  public ReadOnlyStringProperty remarkProperty() {
    return remark.getReadOnlyProperty();
  }

  void remark(String text) {
    remark.set(text);
  }

  /** Whether it is not the default. */
  public BooleanBinding changedProperty() {
    return changed;
  }

  public void reset() {
    text.set(FieldText.defaultOf(setting));
  }

  /** The values that stand in it: one, or several of a sweep. */
  public List<String> values() {
    if (!FieldText.sweepable(setting) || !text.get().contains(FieldText.separator(setting))) {
      return List.of(text.get().strip());
    }
    return Arrays.stream(text.get().split(FieldText.separator(setting)))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** Whether the field takes several values, each making a run. */
  boolean sweepable() {
    return FieldText.sweepable(setting);
  }

  /** Gets ready for one more typed value behind those that are there. */
  void expectMore() {
    text.set(text.get().strip() + FieldText.separator(setting) + " ");
  }

  /** Forgets that one more value was expected and none came. */
  void expectNoMore() {
    String typed = text.get().strip();
    if (sweepable() && typed.endsWith(FieldText.separator(setting))) {
      text.set(typed.substring(0, typed.length() - 1).strip());
    }
  }

  /** Takes a choice, or with {@code along} adds it to the others or takes it out again. */
  public void choose(String value, boolean along) {
    List<String> now = values();
    if (!along || !FieldText.sweepable(setting) || now.equals(List.of(value))) {
      text.set(value);
      return;
    }
    text.set(
        setting.choices().stream()
            .map(Setting.Choice::value)
            .filter(v -> v.equals(value) != now.contains(v))
            .collect(Collectors.joining(", ")));
  }

  /** Takes what was found; {@code null} where there is nothing to say. */
  void verdict(String wrong, String doubtful, String withoutEffect) {
    problem.set(wrong == null ? "" : wrong);
    warning.set(doubtful == null ? "" : doubtful);
    idle.set(withoutEffect == null ? "" : withoutEffect);
  }
}
