package org.tagwright.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Dark or light: AtlantaFX's Primer for the shapes, our own tokens for the colours. */
public enum Theme {
  DARK,
  LIGHT;

  // The same letters on every system. The weight 600 is a family of its own to JavaFX.
  static {
    for (String weight : List.of("400", "600", "700")) {
      Font.loadFont(
          Theme.class
              .getResource("/org/tagwright/fonts/Inter-" + weight + ".woff")
              .toExternalForm(),
          13);
    }
  }

  Theme other() {
    return this == DARK ? LIGHT : DARK;
  }

  /** Dresses a scene. Views bring their own stylesheet in their FXML. */
  public void dress(Scene scene) {
    dress(scene, Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW));
  }

  /**
   * @param transparent whether popups can have round corners: where nothing composes the screen, as
   *     under VNC, what lies outside of the corners is white
   */
  void dress(Scene scene, boolean transparent) {
    Application.setUserAgentStylesheet(
        (this == DARK ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    scene
        .getStylesheets()
        .setAll(
            List.of(
                stylesheet(this == DARK ? "tokens-dark.css" : "tokens-light.css"),
                stylesheet("common.css")));
    if (!transparent) {
      scene.getStylesheets().add(stylesheet("square-popups.css"));
    }
  }

  private static String stylesheet(String name) {
    return Objects.requireNonNull(Theme.class.getResource("/org/tagwright/styles/" + name), name)
        .toExternalForm();
  }
}
