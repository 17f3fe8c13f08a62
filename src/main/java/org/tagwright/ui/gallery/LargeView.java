package org.tagwright.ui.gallery;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.review.ScoredImages;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.image.ImagePane;

/** One image large, with the score of every class. */
final class LargeView extends BorderPane {

  private final GalleryModel model;
  private final GalleryLabels labels;
  private final Workbench workbench;
  private final ImagePane pane = new ImagePane();
  private final Label name = Texts.empty("strong");
  private final Label place = Texts.empty("muted");
  private final Label zoom = Texts.empty("muted", "zoom-value");
  private final Label size = Texts.empty("subtle", "small");
  private final LargeSide side;
  private final ImageActions actions;

  /**
   * @param checkpoints the menu to choose another checkpoint by
   */
  LargeView(GalleryModel model, GalleryLabels labels, Workbench workbench, MenuButton checkpoints) {
    this.model = model;
    this.labels = labels;
    this.workbench = workbench;
    actions = new ImageActions(model, workbench.problems(), workbench.open(), pane::picture);
    getStyleClass().add("large-view");
    setFocusTraversable(true);
    setOnKeyPressed(this::key);
    setTop(header());
    ClassMapBar bar = new ClassMapBar(model, model.classMap());
    StackPane.setAlignment(bar, Pos.BOTTOM_CENTER);
    StackPane.setMargin(bar, new Insets(16));
    setCenter(new StackPane(pane, bar));
    side = new LargeSide(model, labels, checkpoints, this::requestFocus);
    setRight(side);
    pane.addEventHandler(MouseEvent.MOUSE_PRESSED, e -> requestFocus());
    pane.mapOpacityProperty().bind(model.classMap().opacityProperty());
    model.classMap().mapProperty().addListener((o, was, is) -> pane.showMap(is));
    pane.zoomProperty().addListener((o, was, is) -> zoom.setText(Units.percent(is.doubleValue())));
    model.selectedProperty().addListener((o, was, is) -> refreshIfOpen());
    model.largeProperty().addListener((o, was, is) -> refreshIfOpen());
    model.shownImagesProperty().addListener((o, was, is) -> showPlace());
  }

  ImagePane pane() {
    return pane;
  }

  private void key(KeyEvent e) {
    side.key(e);
    if (e.isConsumed() || e.isShortcutDown()) {
      return;
    }
    switch (e.getCode()) {
      case ENTER -> labels.accept();
      case LEFT, UP -> model.step(-1);
      case RIGHT, DOWN, SPACE -> model.step(1);
      case PAGE_UP -> model.step(-10);
      case PAGE_DOWN -> model.step(10);
      case HOME -> model.step(-model.shown().size());
      case END -> model.step(model.shown().size());
      case F, DIGIT0, NUMPAD0 -> pane.fit();
      case Z -> pane.actualSize();
      case PLUS, ADD, EQUALS -> pane.zoomIn();
      case MINUS, SUBTRACT -> pane.zoomOut();
      case M -> toggleMap();
      case O -> {
        if (e.isShiftDown()) {
          actions.openFolder();
        } else {
          actions.openFile();
        }
      }
      case C -> actions.copyPicture();
      case L -> actions.copyLabels();
      case ESCAPE, BACK_SPACE -> model.close();
      default -> {
        return;
      }
    }
    e.consume();
  }

  /** Gives the keys back to the image where a field has them; false: none has. */
  boolean leaveField() {
    return side.leave();
  }

  private void toggleMap() {
    model.classMap().onProperty().set(!model.classMap().onProperty().get());
  }

  private HBox header() {
    name.setMinWidth(60);
    HBox header =
        new HBox(
            button("mdi2a-arrow-left", "Back to the thumbnails (Esc)", model::close),
            name,
            size,
            new Spacer(),
            mapButton(),
            button("mdi2m-magnify-minus-outline", "Smaller (-)", pane::zoomOut),
            zoom,
            button("mdi2m-magnify-plus-outline", "Larger (+)", pane::zoomIn),
            button("mdi2f-fit-to-screen-outline", "Fit (F)", pane::fit),
            button("mdi2r-relative-scale", "100% (Z)", pane::actualSize),
            button("mdi2c-chevron-left", "Previous (Left)", () -> model.step(-1)),
            place,
            button("mdi2c-chevron-right", "Next (Right)", () -> model.step(1)),
            actions.menu());
    header.getStyleClass().add("large-header");
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private Node mapButton() {
    ToggleButton button =
        new ToggleButton("Heatmap", new FontIcon("mdi2i-image-filter-center-focus"));
    String what = "Where the class chosen in the list was seen (M)";
    button.setId("classMapButton");
    button.setAccessibleText(what);
    button.setFocusTraversable(false);
    button.setMinWidth(USE_PREF_SIZE);
    button.selectedProperty().bindBidirectional(model.classMap().onProperty());
    ReadOnlyStringProperty unavailable = model.classMap().unavailableProperty();
    button.disableProperty().bind(unavailable.isNotEmpty());
    // Around the button, since one that is disabled shows no tooltip.
    StackPane around = new StackPane(button);
    around.setMinWidth(USE_PREF_SIZE);
    Tooltip tooltip = new Tooltip();
    tooltip
        .textProperty()
        .bind(Bindings.when(unavailable.isEmpty()).then(what).otherwise(unavailable));
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(420);
    Tooltip.install(around, tooltip);
    button.accessibleHelpProperty().bind(unavailable);
    return around;
  }

  private static Button button(String icon, String what, Runnable action) {
    Button button = Buttons.icon(icon, what, action);
    button.setFocusTraversable(false);
    return button;
  }

  private void refreshIfOpen() {
    if (!model.largeProperty().get() || model.selectedProperty().get() == null) {
      return;
    }
    ScoredImages images = model.imagesProperty().get();
    int image = model.selectedProperty().get();
    name.setText(images.name(image));
    size.setText("");
    showPlace();
    side.show();
    pane.read(
        images.file(image),
        model.prediction().orientation(),
        workbench.background(),
        this::showSize);
  }

  private void showSize(Image picture) {
    size.setText(
        picture == null
            ? "This image cannot be decoded."
            : Units.text("%.0f × %.0f", picture.getWidth(), picture.getHeight()));
  }

  private void showPlace() {
    int at = model.selectedPlace();
    place.setText(
        (at == 0 ? "–" : Units.count(at))
            + " of "
            + Units.count(model.shownImagesProperty().get().shown().size()));
  }
}
