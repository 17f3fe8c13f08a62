package org.tagwright.ui.common.widget;

import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/** An invisible region by which a canvas gets a colour from the style sheet. */
public final class InkRegion extends Region {
  /**
   * @param style the style class whose background is the colour
   * @param changed draws anew, as after a change of the theme
   */
  public InkRegion(String style, Runnable changed) {
    getStyleClass().add(style);
    backgroundProperty().addListener((o, was, is) -> changed.run());
  }

  /** The colour of its background. */
  public static Color color(Region region) {
    Background background = region.getBackground();
    Paint paint =
        background == null || background.getFills().isEmpty()
            ? Color.GRAY
            : background.getFills().get(0).getFill();
    return paint instanceof Color color ? color : Color.GRAY;
  }
}
