package org.tagwright.ui.shell;

import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.event.EventHandler;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.tagwright.ui.common.Settings;

/** Shows the window where it was the last time, and remembers where it is. */
public final class WindowPlace {
  public static final double LEAST_WIDTH = 960;
  public static final double LEAST_HEIGHT = 640;

  private static final double FIRST_WIDTH = 1440;
  private static final double FIRST_HEIGHT = 900;

  /** How much of the screen the window takes when it is opened for the first time, at most. */
  private static final double FIRST_SHARE = 0.92;

  private final Stage stage;
  private final Settings settings;

  /** Where the window is, or goes back to, while it is not maximized. */
  private Rectangle2D normal;

  private boolean untouched = true;
  private boolean growing;

  public WindowPlace(Stage stage, Settings settings) {
    this.stage = stage;
    this.settings = settings;
  }

  /**
   * Shows the window. Openbox, for one, opens a JavaFX window at its minimum size whatever it asks
   * for, and a maximized one shrinks to that size when a dialog opens: so size and place are set
   * once more where that happens before the person has touched the window.
   */
  public void show() {
    normal = remembered();
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    apply(normal);
    boolean maximized = settings.flag("window.maximized", false);
    stage.setMaximized(maximized);
    InvalidationListener shrunk = changed -> growBack();
    stage.widthProperty().addListener(shrunk);
    stage.heightProperty().addListener(shrunk);
    EventHandler<InputEvent> touched = event -> untouched = false;
    stage.addEventFilter(MouseEvent.MOUSE_PRESSED, touched);
    stage.addEventFilter(KeyEvent.KEY_PRESSED, touched);
    follow();
    stage.show();
  }

  /** Puts the window back to its size where only the window manager can have shrunk it. */
  private void growBack() {
    if (untouched && shrunk() && !growing) {
      growing = true;
      // Not at once: the window manager's change is still being told, width before height.
      PauseTransition told = new PauseTransition(Duration.ONE);
      told.setOnFinished(
          e -> {
            growing = false;
            apply(normal);
          });
      told.play();
    }
  }

  private boolean shrunk() {
    return !stage.isMaximized()
        && ((stage.getWidth() <= LEAST_WIDTH && normal.getWidth() > LEAST_WIDTH)
            || (stage.getHeight() <= LEAST_HEIGHT && normal.getHeight() > LEAST_HEIGHT));
  }

  /** What was remembered if it is still on a screen, else the first size, centred. */
  private Rectangle2D remembered() {
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    double width =
        settings.number("window.width", Math.min(FIRST_WIDTH, FIRST_SHARE * screen.getWidth()));
    double height =
        settings.number("window.height", Math.min(FIRST_HEIGHT, FIRST_SHARE * screen.getHeight()));
    width = Math.max(LEAST_WIDTH, Math.min(width, screen.getWidth()));
    height = Math.max(LEAST_HEIGHT, Math.min(height, screen.getHeight()));
    double x = settings.number("window.x", Double.NaN);
    double y = settings.number("window.y", Double.NaN);
    for (Screen any : Screen.getScreens()) {
      if (any.getVisualBounds().contains(x, y, width, height)) {
        return new Rectangle2D(x, y, width, height);
      }
    }
    return new Rectangle2D(
        screen.getMinX() + Math.max(0, (screen.getWidth() - width) / 2),
        screen.getMinY() + Math.max(0, (screen.getHeight() - height) / 2),
        width,
        height);
  }

  private void apply(Rectangle2D place) {
    stage.setX(place.getMinX());
    stage.setY(place.getMinY());
    stage.setWidth(place.getWidth());
    stage.setHeight(place.getHeight());
  }

  private void follow() {
    InvalidationListener moved = changed -> remember();
    stage.widthProperty().addListener(moved);
    stage.heightProperty().addListener(moved);
    stage.xProperty().addListener(moved);
    stage.yProperty().addListener(moved);
    stage
        .maximizedProperty()
        .addListener(
            (all, was, maximized) -> {
              settings.put("window.maximized", maximized);
              if (!maximized) {
                apply(normal);
              }
            });
  }

  private void remember() {
    if (stage.isMaximized() || stage.isIconified() || stage.isFullScreen()) {
      return;
    }
    Rectangle2D place =
        new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
    if (fillsAScreen(place) || (untouched && shrunk())) {
      return; // about to be maximized: the size comes before the state
    }
    normal = place;
    settings.put("window.width", place.getWidth());
    settings.put("window.height", place.getHeight());
    settings.put("window.x", place.getMinX());
    settings.put("window.y", place.getMinY());
  }

  private static boolean fillsAScreen(Rectangle2D place) {
    return Screen.getScreens().stream()
        .map(Screen::getVisualBounds)
        .anyMatch(
            screen ->
                place.getWidth() >= screen.getWidth() && place.getHeight() >= screen.getHeight());
  }
}
