package org.tagwright.ui.data.imports;

import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.PathField;
import org.tagwright.ui.data.imports.ImportModel.Input;
import org.tagwright.ui.data.imports.ImportModel.Kind;

/** Asks what labels to import, and where they go. */
public final class ImportSheet extends VBox {
  private final ImportModel model;
  private final Label text = new Label();
  private final PathField source;
  private final PathField names;
  private final TablePreview preview;
  private final CheckBox drop = new CheckBox("Leave out images without any box");
  private final Map<Kind, ToggleButton> kinds = new EnumMap<>(Kind.class);

  /**
   * @param begin is called when the person wants what the model holds
   */
  public ImportSheet(ImportModel model, Runnable begin, Runnable close) {
    this.model = model;
    getStyleClass().addAll("sheet", "data-sheet");
    setMaxSize(680, USE_PREF_SIZE);
    setPrefWidth(680);
    Label title = new Label("Import labels");
    title.getStyleClass().add("sheet-title");
    HBox segments = segments();
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    text.getStyleClass().add("muted");
    source = field("", Input.SOURCE);
    names = field("", Input.NAMES);
    PathField images = field("Folder with the images", Input.IMAGES);
    images.ask("Folder with the images", true);
    PathField labels = field("", Input.LABELS);
    labels.ask("New or empty folder for the label files", true);
    drop.selectedProperty().bindBidirectional(model.dropEmptyProperty());
    Button cancel = new Button("Cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(e -> close.run());
    Button go = new Button("Import");
    go.setId("importNow");
    go.getStyleClass().add("accent");
    go.setDefaultButton(true);
    go.disableProperty().bind(model.readyProperty().not());
    go.setOnAction(
        e -> {
          close.run();
          begin.run();
        });
    preview = new TablePreview(model);
    HBox buttons = new HBox(8, cancel, go);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox fields = new VBox(12, segments, text, source, preview, names, drop, images, labels);
    ScrollPane scroll = new ScrollPane(fields);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(title, scroll, buttons);
    model.kindProperty().addListener((o, was, is) -> show(is));
    show(model.kindProperty().get());
  }

  @Override
  public void requestFocus() {
    source.requestFocus();
  }

  private PathField field(String title, Input input) {
    PathField field = PathField.of(title, model.textProperty(input), model.problemProperty(input));
    field.setId("import-" + input.name().toLowerCase(java.util.Locale.ROOT));
    return field;
  }

  private HBox segments() {
    HBox segments = new HBox();
    segments.getStyleClass().add("segments");
    segments.setMaxWidth(USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    for (Kind kind : Kind.values()) {
      ToggleButton button = new ToggleButton(kind.title());
      button.getStyleClass().add("segment");
      button.setToggleGroup(group);
      button.setOnAction(
          e -> {
            button.setSelected(true);
            model.kindProperty().set(kind);
          });
      kinds.put(kind, button);
      segments.getChildren().add(button);
    }
    return segments;
  }

  private void show(Kind kind) {
    kinds.get(kind).setSelected(true);
    drop.setVisible(kind == Kind.COCO);
    drop.setManaged(kind == Kind.COCO);
    names.setVisible(kind != Kind.COCO);
    names.setManaged(kind != Kind.COCO);
    switch (kind) {
      case COCO -> {
        source.ask("Annotation file (instances_*.json)", false);
        text.setText(
            "Reads COCO's boxes; each box's class becomes an image label. The images stay where"
                + " they are.");
      }
      case CSV -> {
        source.ask("Table (cells separated by comma, tab, semicolon, pipe or space)", false);
        names.ask("Class names, one per line (leave empty for those in the table)", false);
        text.setText(
            "Reads a column of image files, and either a column per class with 0 and 1, or columns"
                + " of class names.");
      }
      case YOLO -> {
        source.ask("Folder of the .txt files", true);
        names.ask("Class names, one per line, or data.yaml", false);
        text.setText(
            "Reads YOLO's text files, one per image; each box's class becomes an image label.");
      }
    }
  }
}
