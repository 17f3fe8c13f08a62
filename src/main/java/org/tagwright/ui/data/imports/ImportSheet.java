package org.tagwright.ui.data.imports;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.PathField;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.data.imports.ImportModel.Input;
import org.tagwright.ui.data.imports.ImportModel.Kind;

/** Asks what labels to import, and where they go. */
public final class ImportSheet extends VBox {
  private final ImportModel model;
  private final Label text = Texts.wrapping("", "muted");
  private final PathField source;
  private final PathField names;
  private final PathField descriptions;
  private final TablePreview preview;
  private final CheckBox drop = new CheckBox("Leave out images without any box");
  private final Segments<Kind> kind = new Segments<>(List.of(Kind.values()), Kind::title);

  /**
   * @param begin is called when the person wants what the model holds
   */
  public ImportSheet(ImportModel model, Runnable begin, Runnable close) {
    this.model = model;
    getStyleClass().addAll("sheet", "data-sheet");
    setMaxSize(680, USE_PREF_SIZE);
    setPrefWidth(680);
    kind.setMaxWidth(USE_PREF_SIZE);
    kind.valueProperty().bindBidirectional(model.kindProperty());
    source = field("", Input.SOURCE);
    names = field("", Input.NAMES);
    descriptions = field("", Input.DESCRIPTIONS);
    descriptions.ask("Names of the class ids (class-descriptions.csv; leave empty for ids)", false);
    PathField images = field("Folder with the images", Input.IMAGES);
    images.ask("Folder with the images", true);
    PathField labels = field("", Input.LABELS);
    labels.ask("New or empty folder for the label files", true);
    drop.selectedProperty().bindBidirectional(model.dropEmptyProperty());
    Button go =
        Buttons.of(
            "Import",
            () -> {
              close.run();
              begin.run();
            },
            "accent");
    go.setId("importNow");
    go.setDefaultButton(true);
    go.disableProperty().bind(model.readyProperty().not());
    preview = new TablePreview(model);
    VBox fields =
        new VBox(12, kind, text, source, preview, descriptions, names, drop, images, labels);
    ScrollPane scroll = new ScrollPane(fields);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("plain");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren()
        .addAll(
            Texts.of("Import labels", "sheet-title"),
            scroll,
            Row.atEnd(8, Buttons.cancel(close), go));
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

  private void show(Kind chosen) {
    Shown.set(drop, chosen == Kind.COCO);
    Shown.set(names, chosen != Kind.COCO);
    Shown.set(descriptions, chosen == Kind.OPEN_IMAGES);
    switch (chosen) {
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
      case OPEN_IMAGES -> {
        source.ask("Image labels (…-human-imagelabels.csv)", false);
        names.ask("Classes to import, one per line (leave empty for all)", false);
        text.setText(
            "Reads labels that people have verified: confidence 1 is present, 0 is absent. All"
                + " other classes of an image are unknown and count neither in training nor in"
                + " scores.");
      }
    }
  }
}
