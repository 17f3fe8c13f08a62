package org.tagwright.ui.experiment;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.tagwright.config.Setting;
import org.tagwright.config.Setting.Choice;
import org.tagwright.config.Setting.Kind;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** One field: label, control with unit, and below it the help, or what is wrong. */
final class FieldCell extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass DOUBTFUL = PseudoClass.getPseudoClass("doubtful");
  private static final PseudoClass IDLE = PseudoClass.getPseudoClass("idle");
  private static final int MOST_SEGMENTS = 4;

  /** What has room beside each other in the narrowest form. */
  private static final int MOST_LETTERS = 28;

  private final FieldModel field;
  private TextField text;
  private final Label note = Texts.wrapping("", "field-note");

  FieldCell(FieldModel field) {
    this.field = field;
    Setting<?> setting = field.setting();
    getStyleClass().add("field-cell");
    setId("field-" + setting.path().replace('.', '-'));
    Label label = Texts.of(setting.label(), "field-label");
    label.setTooltip(new Tooltip(setting.path()));
    Node control = control();
    Row head = new Row(6, label, changedDot(), new Spacer(), sweepBadge());
    if (field.sweepable()) {
      head.getChildren().add(moreValues());
    }
    label.setLabelFor(control);
    control.setAccessibleText(setting.label());
    control.setAccessibleHelp(setting.help());
    getChildren().addAll(head, control, note);
    field.problemProperty().addListener(e -> judge());
    field.warningProperty().addListener(e -> judge());
    field.idleProperty().addListener(e -> judge());
    field.remarkProperty().addListener(e -> judge());
    judge();
  }

  private Button changedDot() {
    Button reset = Buttons.of(null, "mdi2u-undo-variant", field::reset, "flat", "field-reset");
    reset.setTooltip(new Tooltip("Back to " + defaultText()));
    reset.setAccessibleText("Reset " + field.setting().label());
    reset.setFocusTraversable(false);
    Shown.when(reset, field.changedProperty());
    return reset;
  }

  private Label sweepBadge() {
    Label badge = Texts.empty("badge", "accent");
    Shown.set(badge, false);
    field
        .textProperty()
        .addListener(
            (all, old, text) -> {
              int count = field.values().size();
              badge.setText(count + " values");
              Shown.set(badge, count > 1);
            });
    return badge;
  }

  /** Where people find out that a field takes several values; by keys one types a comma. */
  private Button moreValues() {
    Button more = Buttons.of("+ values", () -> {}, "flat", "more-values");
    more.setOnAction(e -> askForMore(more));
    more.setTooltip(new Tooltip("Try several values: each makes a run"));
    more.setAccessibleText("More values of " + field.setting().label());
    more.setFocusTraversable(false);
    more.setMinWidth(USE_PREF_SIZE);
    return more;
  }

  private void askForMore(Button more) {
    if (text != null) {
      field.expectMore();
      text.requestFocus();
      text.end();
      return;
    }
    ContextMenu menu = new ContextMenu();
    for (Choice choice : field.setting().choices()) {
      CheckMenuItem item = new CheckMenuItem(choice.label());
      item.setMnemonicParsing(false);
      item.setSelected(field.values().contains(choice.value()));
      item.setOnAction(e -> field.choose(choice.value(), true));
      menu.getItems().add(item);
    }
    menu.show(more, Side.BOTTOM, 0, 0);
  }

  private static boolean fitsSideBySide(List<Choice> choices) {
    return choices.size() <= MOST_SEGMENTS
        && choices.stream().mapToInt(choice -> choice.label().length()).sum() <= MOST_LETTERS;
  }

  private Node control() {
    Setting<?> setting = field.setting();
    if (setting.kind() == Kind.CHOICE) {
      return fitsSideBySide(setting.choices()) ? new ChoiceSegments(field) : combo();
    }
    text = new TextField();
    text.focusedProperty()
        .addListener(
            (all, was, focused) -> {
              if (!focused) {
                field.expectNoMore();
              }
            });
    text.textProperty().bindBidirectional(field.textProperty());
    text.setPromptText(setting.prompt());
    HBox.setHgrow(text, Priority.ALWAYS);
    Row row = new Row(8, text);
    if (!setting.unit().isEmpty()) {
      row.getChildren().add(Texts.whole(setting.unit(), "field-unit"));
    }
    if (setting.kind() == Kind.FOLDER || setting.kind() == Kind.FILE) {
      row.getChildren().add(browse());
    }
    text.setAccessibleText(setting.label());
    row.setFocusTraversable(false);
    return row;
  }

  private ComboBox<Choice> combo() {
    ComboBox<Choice> combo = new ComboBox<>();
    combo.getItems().setAll(field.setting().choices());
    combo.setMaxWidth(Double.MAX_VALUE);
    combo.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Choice choice) {
            return choice == null ? field.text() : choice.label();
          }

          @Override
          public Choice fromString(String text) {
            throw new UnsupportedOperationException("not editable");
          }
        });
    Runnable show =
        () ->
            combo.setValue(
                field.setting().choices().stream()
                    .filter(choice -> choice.value().equals(field.text()))
                    .findFirst()
                    .orElse(null));
    field.textProperty().addListener(e -> show.run());
    show.run();
    combo.setOnAction(
        e -> {
          if (combo.getValue() != null) {
            field.textProperty().set(combo.getValue().value());
          }
        });
    return combo;
  }

  private Button browse() {
    boolean folder = field.setting().kind() == Kind.FOLDER;
    Button browse =
        Buttons.of(
            null,
            "mdi2f-folder-open-outline",
            () -> {
              String title = field.setting().label();
              Window window = getScene().getWindow();
              File chosen =
                  folder
                      ? Choosers.choose(Choosers.folder(title, null), window)
                      : Choosers.open(Choosers.file(title, null), window);
              if (chosen != null) {
                field.textProperty().set(Path.of(chosen.getPath()).toString());
              }
            },
            "button-icon");
    browse.setTooltip(new Tooltip("Choose a " + (folder ? "folder" : "file")));
    browse.setAccessibleText("Choose " + field.setting().label());
    return browse;
  }

  private void judge() {
    String wrong = field.problemProperty().get();
    String idle = field.idleProperty().get();
    String doubtful = idle.isEmpty() ? field.warningProperty().get() : "";
    pseudoClassStateChanged(WRONG, !wrong.isEmpty());
    pseudoClassStateChanged(DOUBTFUL, wrong.isEmpty() && !doubtful.isEmpty());
    pseudoClassStateChanged(IDLE, !idle.isEmpty());
    String text =
        Stream.of(wrong, idle, doubtful, help()).filter(t -> !t.isEmpty()).findFirst().orElse("");
    note.setText(Character.toUpperCase(text.charAt(0)) + text.substring(1));
  }

  private String help() {
    Setting<?> setting = field.setting();
    boolean shown =
        switch (setting.kind()) {
          case CHOICE, FOLDER, FILE -> true; // The default is in sight, or long.
          case NUMBER, NUMBERS, TEXT, BACKBONE -> false;
        };
    String help = shown ? setting.help() : setting.help() + " Default " + defaultText() + ".";
    return Stream.of(help, field.remarkProperty().get())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private String defaultText() {
    String text = FieldText.defaultOf(field.setting());
    return text.isEmpty() ? field.setting().prompt() : text;
  }
}
