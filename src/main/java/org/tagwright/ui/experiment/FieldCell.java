package org.tagwright.ui.experiment;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.config.Setting;
import org.tagwright.config.Setting.Choice;
import org.tagwright.config.Setting.Kind;

/** One field: label, control with unit, and below it the help, or what is wrong. */
final class FieldCell extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final PseudoClass DOUBTFUL = PseudoClass.getPseudoClass("doubtful");
  private static final PseudoClass IDLE = PseudoClass.getPseudoClass("idle");
  private static final int MOST_SEGMENTS = 4;

  private final FieldModel field;
  private final Label note = new Label();

  FieldCell(FieldModel field) {
    this.field = field;
    Setting<?> setting = field.setting();
    getStyleClass().add("field-cell");
    setId("field-" + setting.path().replace('.', '-'));
    Label label = new Label(setting.label());
    label.getStyleClass().add("field-label");
    label.setTooltip(new Tooltip(setting.path()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(6, label, changedDot(), gap, sweepBadge());
    head.setAlignment(Pos.CENTER_LEFT);
    note.getStyleClass().add("field-note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    Node control = control();
    label.setLabelFor(control);
    control.setAccessibleText(setting.label());
    control.setAccessibleHelp(setting.help());
    getChildren().addAll(head, control, note);
    field.problemProperty().addListener(e -> judge());
    field.warningProperty().addListener(e -> judge());
    field.idleProperty().addListener(e -> judge());
    judge();
  }

  private Button changedDot() {
    Button reset = new Button(null, new FontIcon("mdi2u-undo-variant"));
    reset.getStyleClass().addAll("flat", "field-reset");
    reset.setTooltip(new Tooltip("Back to " + defaultText()));
    reset.setAccessibleText("Reset " + field.setting().label());
    reset.setFocusTraversable(false);
    reset.visibleProperty().bind(field.changedProperty());
    reset.setOnAction(e -> field.reset());
    return reset;
  }

  private Label sweepBadge() {
    Label badge = new Label();
    badge.getStyleClass().addAll("badge", "accent");
    badge.setVisible(false);
    field
        .textProperty()
        .addListener(
            (all, old, text) -> {
              int count = field.values().size();
              badge.setText(count + " values");
              badge.setVisible(count > 1);
            });
    return badge;
  }

  private Node control() {
    Setting<?> setting = field.setting();
    if (setting.kind() == Kind.CHOICE) {
      return setting.choices().size() <= MOST_SEGMENTS ? new ChoiceSegments(field) : combo();
    }
    TextField text = new TextField();
    text.textProperty().bindBidirectional(field.textProperty());
    text.setPromptText(setting.prompt());
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(8, text);
    row.setAlignment(Pos.CENTER_LEFT);
    if (!setting.unit().isEmpty()) {
      Label unit = new Label(setting.unit());
      unit.getStyleClass().add("field-unit");
      unit.setMinWidth(USE_PREF_SIZE);
      row.getChildren().add(unit);
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
    Button browse = new Button(null, new FontIcon("mdi2f-folder-open-outline"));
    browse.getStyleClass().add("button-icon");
    browse.setTooltip(new Tooltip("Choose a " + (folder ? "folder" : "file")));
    browse.setAccessibleText("Choose " + field.setting().label());
    browse.setOnAction(
        e -> {
          File chosen = folder ? chooseFolder() : chooseFile();
          if (chosen != null) {
            field.textProperty().set(Path.of(chosen.getPath()).toString());
          }
        });
    return browse;
  }

  private File chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(field.setting().label());
    return chooser.showDialog(getScene().getWindow());
  }

  private File chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(field.setting().label());
    return chooser.showOpenDialog(getScene().getWindow());
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
    return shown ? setting.help() : setting.help() + " Default " + defaultText() + ".";
  }

  private String defaultText() {
    String text = FieldText.defaultOf(field.setting());
    return text.isEmpty() ? field.setting().prompt() : text;
  }
}
