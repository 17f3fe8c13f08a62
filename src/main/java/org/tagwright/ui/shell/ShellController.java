package org.tagwright.ui.shell;

import atlantafx.base.controls.ModalPane;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.ui.common.Problems.Problem;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.export.ExportModel;
import org.tagwright.ui.export.ExportSheet;
import org.tagwright.ui.notes.NotesModel;
import org.tagwright.ui.notes.NotesSheet;

/** Wires the window's frame: navigation, theme, the corner of jobs and notes, sheets above all. */
public final class ShellController {
  private final ShellModel model;
  private final ExportModel export;
  private final NotesModel notes;
  private final ViewLoader loader;
  private final Map<ViewId, ViewLoader.Loaded> views = new EnumMap<>(ViewId.class);
  private final Map<ViewId, ToggleButton> buttons = new EnumMap<>(ViewId.class);
  private final IncomingImages incoming;
  private Sheets sheets;

  /** The problem that is shown, or {@code null}. */
  private ProblemSheet problemSheet;

  @FXML private StackPane root;
  @FXML private VBox navigation;
  @FXML private Button themeButton;
  @FXML private FontIcon themeIcon;
  @FXML private StackPane content;
  @FXML private VBox corner;
  @FXML private ModalPane modal;

  public ShellController(
      ShellModel model, ExportModel export, NotesModel notes, ViewLoader loader) {
    this.model = model;
    this.export = export;
    this.notes = notes;
    this.loader = loader;
    incoming = new IncomingImages(model.workbench());
  }

  @FXML
  private void initialize() {
    fillNavigation();
    sheets = new Sheets(modal);
    new CornerCards(corner, model.jobs(), model.problems().notes());
    model.themeProperty().addListener((all, old, theme) -> dress());
    model.currentProperty().addListener((all, old, view) -> show(old, view));
    model.problems().open().addListener((ListChangeListener<Problem>) change -> showNextProblem());
    model
        .questions()
        .openProperty()
        .addListener(
            (all, old, question) -> {
              if (question != null) {
                QuestionSheet asking = new QuestionSheet(question, this::closeSheet);
                sheets.show(asking);
                asking.begin();
              }
            });
    export
        .checkpointProperty()
        .addListener(
            (all, old, file) -> {
              if (file != null) {
                sheets.show(new ExportSheet(export, model::open, this::closeSheet));
              }
            });
    notes
        .openedProperty()
        .addListener(
            (all, old, opened) -> {
              if (opened != null) {
                sheets.show(new NotesSheet(notes, this::closeSheet));
              }
            });
    modal
        .displayProperty()
        .addListener(
            (all, was, displayed) -> {
              if (!displayed) {
                problemSheet = null;
                model.problems().open().clear();
                model.questions().openProperty().set(null);
                export.close();
                notes.close();
              }
            });
    incoming.takeDrops(root, () -> !modal.isDisplay());
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    root.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    root.sceneProperty()
        .addListener(
            (all, old, scene) -> {
              dress();
              if (scene == null) {
                return;
              }
              scene.focusOwnerProperty().addListener((focus, left, node) -> keepInSheet(node));
            });
  }

  private void fillNavigation() {
    ToggleGroup group = new ToggleGroup();
    int number = 1;
    for (ViewId id : ViewId.NAVIGATION) {
      ToggleButton button = new ToggleButton(id.title(), new FontIcon(id.icon()));
      button.getStyleClass().setAll("nav-item");
      button.setId("nav-" + id.name().toLowerCase(java.util.Locale.ROOT));
      button.setTooltip(new Tooltip(id.purpose() + " (Ctrl+" + number++ + ")"));
      button.setAccessibleText(id.title() + ": " + id.purpose());
      button.setToggleGroup(group);
      button.setOnAction(
          e -> {
            button.setSelected(true); // A second press must not leave nothing selected.
            model.navigator().go(id);
          });
      buttons.put(id, button);
      navigation.getChildren().add(button);
    }
  }

  private void dress() {
    Theme theme = model.themeProperty().get();
    themeIcon.setIconLiteral(
        theme == Theme.DARK ? "mdi2w-white-balance-sunny" : "mdi2w-weather-night");
    String toOther = "Switch to the " + (theme == Theme.DARK ? "light" : "dark") + " theme";
    themeButton.setTooltip(new Tooltip(toOther + " (Ctrl+T)"));
    themeButton.setAccessibleText(toOther);
    if (root.getScene() != null) {
      theme.dress(root.getScene());
    }
  }

  private void show(ViewId old, ViewId id) {
    if (old != null && views.containsKey(old)) {
      views.get(old).view().hidden();
    }
    ViewLoader.Loaded loaded = views.computeIfAbsent(id, key -> loader.load(key.fxml()));
    boolean fromNavigation =
        root.getScene() != null && Focus.isWithin(root.getScene().getFocusOwner(), navigation);
    content.getChildren().setAll(loaded.root());
    buttons.forEach((key, button) -> button.setSelected(key == id));
    loaded.view().shown();
    if (!fromNavigation) {
      Focus.enter(loaded.root());
    }
  }

  /** The oldest first; those that come meanwhile wait. */
  private void showNextProblem() {
    List<Problem> open = model.problems().open();
    if (open.isEmpty() || model.questions().openProperty().get() != null) {
      return;
    }
    Problem first = open.get(0);
    if (problemSheet == null || !problemSheet.problem().equals(first)) {
      problemSheet = new ProblemSheet(first, this::closeSheet);
      sheets.show(problemSheet);
    }
    problemSheet.others(open.size() - 1);
  }

  /** What lies behind a sheet is out of reach, also for the Tab key. */
  private void keepInSheet(Node focused) {
    if (modal.isDisplay() && focused != null && !Focus.isWithin(focused, modal)) {
      Focus.enter(modal.getContent());
    }
  }

  private void closeSheet() {
    List<Problem> open = model.problems().open();
    if (problemSheet != null && open.size() > 1) {
      open.remove(0); // the next one takes its place
    } else {
      sheets.close();
    }
  }

  private void pressed(KeyEvent event) {
    if (modal.isDisplay() && event.getCode() == KeyCode.ESCAPE) {
      closeSheet();
      event.consume();
      return;
    }
    ViewId current = model.currentProperty().get();
    List<Shortcut> here =
        modal.isDisplay() || !views.containsKey(current)
            ? List.of()
            : views.get(current).view().shortcuts();
    for (List<Shortcut> keys : List.of(here, globalShortcuts())) {
      for (Shortcut shortcut : keys) {
        if (shortcut.keys().match(event) && !pastesText(event)) {
          event.consume();
          shortcut.action().run();
          return;
        }
      }
    }
  }

  /** A field takes the clipboard for itself. */
  private static boolean pastesText(KeyEvent event) {
    return event.getCode() == KeyCode.V && event.getTarget() instanceof TextInputControl;
  }

  /** A character, since the question mark is another key on every keyboard. */
  private void typed(KeyEvent event) {
    if (event.getCharacter().equals("?")
        && !(event.getTarget() instanceof TextInputControl)
        && !modal.isDisplay()) {
      event.consume();
      showHelp();
    }
  }

  private List<Shortcut> globalShortcuts() {
    return List.of(
        goTo(1, ViewId.DATA),
        goTo(2, ViewId.EXPERIMENT),
        goTo(3, ViewId.RUNS),
        goTo(4, ViewId.RESULTS),
        goTo(5, ViewId.GALLERY),
        goTo(6, ViewId.REVIEW),
        new Shortcut("Shortcut+V", "Label the image or files on the clipboard", this::paste),
        new Shortcut("Shortcut+T", "Switch between dark and light", this::toggleTheme),
        new Shortcut("F1", "This sheet (or ?)", this::showHelp));
  }

  private void paste() {
    if (!modal.isDisplay()) {
      incoming.paste();
    }
  }

  private Shortcut goTo(int number, ViewId id) {
    return new Shortcut(
        "Shortcut+" + number, id.title() + ": " + id.purpose(), () -> model.navigator().go(id));
  }

  @FXML
  private void toggleTheme() {
    model.toggleTheme();
  }

  @FXML
  private void showWelcome() {
    model.navigator().go(ViewId.WELCOME);
  }

  @FXML
  private void showGuide() {
    model.navigator().go(ViewId.GUIDE);
  }

  @FXML
  private void showHelp() {
    ViewId current = model.currentProperty().get();
    sheets.show(
        new HelpSheet(
            globalShortcuts(),
            current.title(),
            views.get(current).view().shortcuts(),
            views.get(current).view().labelKeys(),
            () -> sheets.show(new AboutSheet(this::closeSheet)),
            this::closeSheet));
  }
}
