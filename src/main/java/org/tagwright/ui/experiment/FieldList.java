package org.tagwright.ui.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tagwright.ui.experiment.FieldSpec.Choice;
import org.tagwright.ui.experiment.FieldSpec.Kind;

/** Collects the fields of the form; each goes to the group that was last begun. */
class FieldList {
  static final boolean COMMON = true;
  static final boolean RARE = false;

  private final List<FieldSpec> specs = new ArrayList<>();
  private FormGroup group;

  List<FieldSpec> specs() {
    return List.copyOf(specs);
  }

  void begin(FormGroup next) {
    group = next;
  }

  void number(
      String path, String label, String unit, String help, boolean common, String whenNull) {
    add(Kind.NUMBER, path, label, unit, help, common, List.of(), whenNull);
  }

  void folder(String path, String label, String help, boolean common) {
    add(Kind.FOLDER, path, label, "", help, common, List.of(), null);
  }

  void file(String path, String label, String help, String whenNull, boolean common) {
    add(Kind.FILE, path, label, "", help, common, List.of(), whenNull);
  }

  void yesNo(String path, String label, String help, boolean common) {
    List<Choice> choices = List.of(new Choice("true", "On"), new Choice("false", "Off"));
    add(Kind.CHOICE, path, label, "", help, common, choices, null);
  }

  void choice(String path, String label, String help, boolean common, String... values) {
    List<Choice> choices = Arrays.stream(values).map(v -> new Choice(v, v)).toList();
    add(Kind.CHOICE, path, label, "", help, common, choices, null);
  }

  void add(
      Kind kind,
      String path,
      String label,
      String unit,
      String help,
      boolean common,
      List<Choice> choices,
      String whenNull) {
    specs.add(new FieldSpec(path, group, kind, label, unit, help, common, choices, whenNull));
  }
}
