package org.tagwright.ui.experiment;

import java.io.File;
import java.nio.file.Path;
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
import org.tagwright.ui.experiment.FieldSpec.Choice;
import org.tagwright.ui.experiment.FieldSpec.Kind;

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
    FieldSpec spec = field.spec();
    getStyleClass().add("field-cell");
    setId("field-" + spec.path().replace('.', '-'));
    Label label = new Label(spec.label());
    label.getStyleClass().add("field-label");
    label.setTooltip(new Tooltip(spec.path()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(6, label, changedDot(), gap, sweepBadge());
    head.setAlignment(Pos.CENTER_LEFT);
    note.getStyleClass().add("field-note");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    Node control = control();
    label.setLabelFor(control);
    control.setAccessibleText(spec.label());
    control.setAccessibleHelp(spec.help());
    getChildren().addAll(head, control, note);
    field.problemProperty().addListener(e -> judge());
    field.warningProperty().addListener(e -> judge());
    field.effectiveProperty().addListener(e -> judge());
    judge();
  }

  private Button changedDot() {
    Button reset = new Button(null, new FontIcon("mdi2u-undo-variant"));
    reset.getStyleClass().addAll("flat", "field-reset");
    String usual = field.spec().defaultText();
    reset.setTooltip(new Tooltip("Back to " + (usual.isEmpty() ? field.spec().whenNull() : usual)));
    reset.setAccessibleText("Reset " + field.spec().label());
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
    FieldSpec spec = field.spec();
    if (spec.kind() == Kind.CHOICE) {
      return spec.choices().size() <= MOST_SEGMENTS ? new ChoiceSegments(field) : combo();
    }
    TextField text = new TextField();
    text.textProperty().bindBidirectional(field.textProperty());
    text.setPromptText(spec.whenNull());
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(8, text);
    row.setAlignment(Pos.CENTER_LEFT);
    if (!spec.unit().isEmpty()) {
      Label unit = new Label(spec.unit());
      unit.getStyleClass().add("field-unit");
      unit.setMinWidth(USE_PREF_SIZE);
      row.getChildren().add(unit);
    }
    if (spec.kind() == Kind.FOLDER || spec.kind() == Kind.FILE) {
      row.getChildren().add(browse());
    }
    text.setAccessibleText(spec.label());
    row.setFocusTraversable(false);
    return row;
  }

  private ComboBox<Choice> combo() {
    ComboBox<Choice> combo = new ComboBox<>();
    combo.getItems().setAll(field.spec().choices());
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
                field.spec().choices().stream()
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
    boolean folder = field.spec().kind() == Kind.FOLDER;
    Button browse = new Button(null, new FontIcon("mdi2f-folder-open-outline"));
    browse.getStyleClass().add("button-icon");
    browse.setTooltip(new Tooltip("Choose a " + (folder ? "folder" : "file")));
    browse.setAccessibleText("Choose " + field.spec().label());
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
    chooser.setTitle(field.spec().label());
    return chooser.showDialog(getScene().getWindow());
  }

  private File chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(field.spec().label());
    return chooser.showOpenDialog(getScene().getWindow());
  }

  private void judge() {
    String wrong = field.problemProperty().get();
    String doubtful = field.effectiveProperty().get() ? field.warningProperty().get() : "";
    pseudoClassStateChanged(WRONG, !wrong.isEmpty());
    pseudoClassStateChanged(DOUBTFUL, wrong.isEmpty() && !doubtful.isEmpty());
    pseudoClassStateChanged(IDLE, !field.effectiveProperty().get());
    String text = !wrong.isEmpty() ? wrong : !doubtful.isEmpty() ? doubtful : help();
    note.setText(Character.toUpperCase(text.charAt(0)) + text.substring(1));
  }

  private String help() {
    FieldSpec spec = field.spec();
    String usual = spec.defaultText().isEmpty() ? spec.whenNull() : spec.defaultText();
    boolean longValue = spec.kind() == Kind.FOLDER || spec.kind() == Kind.FILE;
    boolean shown = spec.kind() == Kind.CHOICE || longValue;
    return shown ? spec.help() : spec.help() + " Default " + usual + ".";
  }
}
