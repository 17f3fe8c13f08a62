package org.tagwright.ui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.image.ImagePane;
import org.tagwright.ui.image.Pictures;

/**
 * Files of the data set, one after another: the image, its labels or the lines of its label file,
 * and the ways to the file itself.
 */
final class FileDetailsSheet extends VBox {

  /** What is read of a file in the background. */
  private record Seen(FileDetails details, Image image) {}

  private final List<Callable<FileDetails>> files;
  private final Workbench workbench;
  private final ExifOrientation orientation;
  private final Runnable close;
  private final ImagePane pane = new ImagePane();
  private final Label path = Texts.empty("strong");
  private final Label note = Texts.wrapping("");
  private final Label size = Texts.whole("", "muted", "small");
  private final Label place = Texts.whole("", "muted");
  private final FlowPane labels = new FlowPane(6, 6);
  private final ListView<String> lines = new ListView<>();
  private Consumer<KeyEvent> keys = e -> {};
  private IntConsumer onShow = place -> {};
  private FileDetails shown;
  private int at;
  private int loading;

  /**
   * @param files read in the background, each when it is its turn
   * @param first which of them to begin with
   * @param orientation whether photos are turned upright, as for the network
   */
  FileDetailsSheet(
      List<Callable<FileDetails>> files,
      int first,
      ExifOrientation orientation,
      Workbench workbench,
      Runnable close) {
    this.files = files;
    this.orientation = orientation;
    this.workbench = workbench;
    this.close = close;
    getStyleClass().addAll("sheet", "file-details-sheet");
    setFocusTraversable(true);
    setOnKeyPressed(this::key);
    VBox.setVgrow(pane, Priority.ALWAYS);
    lines.getStyleClass().add("label-lines");
    lines.setAccessibleText("Lines of the label file");
    lines.setFocusTraversable(false);
    lines.setCellFactory(list -> new Line());
    HBox middle = new HBox(14, pane, lines);
    HBox.setHgrow(pane, Priority.ALWAYS);
    VBox.setVgrow(middle, Priority.ALWAYS);
    labels.setMinHeight(USE_PREF_SIZE);
    pane.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> requestFocus());
    getChildren().addAll(header(), middle, labels, buttons());
    show(first);
  }

  /**
   * Lets labels be edited.
   *
   * @param bar stands in place of the labels
   * @param labelKeys gets each key first, and consumes it where it changes labels
   * @param onShow is told the place of each file that is shown, at once of the one shown now
   */
  void edit(Node bar, Consumer<KeyEvent> labelKeys, IntConsumer onShow) {
    getChildren().set(getChildren().indexOf(labels), bar);
    keys = labelKeys;
    this.onShow = onShow;
    onShow.accept(at);
    lookupAll(".button").forEach(button -> button.setFocusTraversable(false));
  }

  private Node header() {
    path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    path.setMinWidth(80);
    HBox.setHgrow(path, Priority.ALWAYS);
    path.setMaxWidth(Double.MAX_VALUE);
    boolean several = files.size() > 1;
    Row first = new Row(8, path, size);
    if (several) {
      first
          .getChildren()
          .addAll(
              Buttons.icon("mdi2c-chevron-left", "Previous (Left)", () -> show(at - 1)),
              place,
              Buttons.icon("mdi2c-chevron-right", "Next (Right)", () -> show(at + 1)));
    }
    first.getChildren().add(Buttons.icon("mdi2c-close", "Close (Esc)", close));
    return new VBox(6, first, note);
  }

  private Node buttons() {
    Button copy = button("Copy path", "mdi2c-content-copy", "Copy the path (C)", this::copyPath);
    Button folder =
        button(
            "Show in folder",
            "mdi2f-folder-outline",
            "Show it in the system's file browser (D)",
            this::showInFolder);
    Button open =
        button("Open", "mdi2o-open-in-new", "Open it in the system's own program (O)", this::open);
    return Row.atEnd(8, copy, folder, open);
  }

  private static Button button(String text, String literal, String what, Runnable action) {
    Button button = Buttons.of(text, action);
    button.setGraphic(new FontIcon(literal));
    button.setMinWidth(USE_PREF_SIZE);
    return Buttons.explained(button, what);
  }

  private void key(KeyEvent e) {
    keys.accept(e);
    if (e.isConsumed() || e.isShortcutDown() || e.isAltDown()) {
      return;
    }
    switch (e.getCode()) {
      case LEFT, UP, PAGE_UP -> show(at - 1);
      case RIGHT, DOWN, PAGE_DOWN, ENTER, SPACE -> show(at + 1);
      case HOME -> show(0);
      case END -> show(files.size() - 1);
      case C -> copyPath();
      case D -> showInFolder();
      case O -> open();
      case PLUS, ADD, EQUALS -> pane.zoomIn();
      case MINUS, SUBTRACT -> pane.zoomOut();
      case F, DIGIT0 -> pane.fit();
      case Z -> pane.actualSize();
      case ESCAPE -> close.run();
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void show(int wanted) {
    at = Math.max(0, Math.min(files.size() - 1, wanted));
    place.setText(Units.text("%,d of %,d", at + 1, files.size()));
    onShow.accept(at);
    int mine = ++loading;
    Callable<FileDetails> details = files.get(at);
    workbench
        .background()
        .quietly("Reading the file", job -> read(details.call()))
        .onDone(
            seen -> {
              if (mine == loading) {
                show(seen);
              }
            });
  }

  private Seen read(FileDetails details) {
    Path file = details.image();
    return new Seen(details, file == null ? null : Pictures.read(file, orientation));
  }

  private void show(Seen seen) {
    shown = seen.details();
    path.setText(shown.file().toString());
    path.setTooltip(new Tooltip(shown.file().toString()));
    note.setText(
        shown.wrong() && shown.line() > 0
            ? "Line " + shown.line() + ": " + shown.note()
            : shown.note());
    note.getStyleClass().setAll("label", shown.wrong() ? "danger-text" : "muted");
    Image image = seen.image();
    pane.show(image);
    size.setText(
        image != null
            ? Units.text("%.0f × %.0f pixels", image.getWidth(), image.getHeight())
            : shown.image() == null ? "No image" : "The image cannot be decoded");
    labels
        .getChildren()
        .setAll(
            shown.labels().stream().map(name -> Texts.of(name, "tag-chip", "unjudged")).toList());
    if (shown.labels().isEmpty() && shown.lines().isEmpty() && !shown.wrong()) {
      labels.getChildren().add(Texts.of("No labels", "muted"));
    }
    lines.getItems().setAll(shown.lines());
    Shown.set(lines, !shown.lines().isEmpty());
    if (shown.line() > 0 && shown.line() <= shown.lines().size()) {
      lines.scrollTo(Math.max(0, shown.line() - 4));
    }
  }

  private void open() {
    if (shown != null) {
      workbench.open().accept(shown.file());
    }
  }

  private void showInFolder() {
    if (shown != null) {
      workbench.open().accept(shown.file().toAbsolutePath().getParent());
    }
  }

  private void copyPath() {
    if (shown == null) {
      return;
    }
    ClipboardText.copy(shown.file().toString());
    workbench.problems().note("Path copied");
  }

  /** A line with its number; the one that is meant stands out. */
  private final class Line extends ListCell<String> {
    @Override
    protected void updateItem(String item, boolean empty) {
      super.updateItem(item, empty);
      getStyleClass().remove("wrong-line");
      if (empty || item == null) {
        setText(null);
        return;
      }
      setText(Units.text("%4d   %s", getIndex() + 1, item));
      if (shown != null && getIndex() + 1 == shown.line()) {
        getStyleClass().add("wrong-line");
      }
    }
  }
}
