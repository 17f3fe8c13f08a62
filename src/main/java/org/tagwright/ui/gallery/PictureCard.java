package org.tagwright.ui.gallery;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * A thumbnail with its file name and labels. A plain region that lays itself out, since dozens of
 * them are laid out in every frame of scrolling.
 */
public final class PictureCard extends Region {
  /** Height of all that stands below the picture, with the card's own space, pixels. */
  public static final double BELOW_PICTURE = 84;

  private static final double CHIPS_HEIGHT = 50;
  private static final double NAME_HEIGHT = 18;
  private static final double PAD = 8;
  private static final double CORNER = 6;
  private static final int MOST_CHIPS = 12;

  private final ImageView picture = new ImageView();
  private final Rectangle clip = new Rectangle();
  private final Region placeholder = new Region();
  private final FontIcon broken = new FontIcon("mdi2i-image-broken-variant");
  private final ChipFlow chips = new ChipFlow(MOST_CHIPS);
  private final Label name = new Label();
  private final Label verdict = new Label();
  private long errorsShown = -1;
  private final FontIcon verdictIcon = new FontIcon("mdi2c-check-bold");

  public PictureCard() {
    getStyleClass().add("gallery-card");
    picture.setPreserveRatio(true);
    picture.setSmooth(true);
    picture.setClip(clip);
    clip.setArcWidth(CORNER * 2);
    clip.setArcHeight(CORNER * 2);
    placeholder.getStyleClass().add("gallery-placeholder");
    broken.getStyleClass().add("gallery-broken");
    name.getStyleClass().add("gallery-name");
    verdict.getStyleClass().add("gallery-verdict");
    verdict.setGraphic(verdictIcon);
    verdict.setVisible(false);
    getChildren().addAll(placeholder, picture, broken, verdict, name, chips);
  }

  public void showName(String text) {
    name.setText(text);
  }

  /**
   * @param image {@code null}: not there yet; one in error shows the broken picture
   */
  public void showPicture(Image image) {
    boolean there = image != null && !image.isError() && image.getWidth() > 0;
    picture.setImage(there ? image : null);
    broken.setVisible(image != null && !there);
    placeholder.setVisible(!there);
    requestLayout();
  }

  /**
   * @param chosen class that stands out, or -1: none
   */
  public void showTags(List<Tag> tags, int chosen) {
    chips.show(tags, chosen);
  }

  /** In a corner of the picture: a check mark for no errors, else their number. */
  public void showErrors(long errors) {
    if (errors == errorsShown && verdict.isVisible()) {
      return;
    }
    errorsShown = errors;
    boolean exact = errors == 0;
    verdict.getStyleClass().removeAll("exact", "error");
    verdict.getStyleClass().add(exact ? "exact" : "error");
    verdictIcon.setIconLiteral(exact ? "mdi2c-check-bold" : "mdi2c-close-thick");
    verdict.setText(exact ? "" : Long.toString(errors));
    verdict.setVisible(true);
    requestLayout();
  }

  public void hideErrors() {
    verdict.setVisible(false);
  }

  @Override
  protected void layoutChildren() {
    double w = getWidth() - 2 * PAD;
    double h = Math.max(0, getHeight() - 2 * PAD - CHIPS_HEIGHT - NAME_HEIGHT);
    placeholder.resizeRelocate(PAD, PAD, w, h);
    coverPicture(w, h);
    broken.relocate(PAD + w / 2 - 14, PAD + h / 2 - 14);
    double badgeWidth = Math.ceil(verdict.prefWidth(-1));
    double badgeHeight = Math.ceil(verdict.prefHeight(-1));
    verdict.resizeRelocate(PAD + w - badgeWidth - 5, PAD + 5, badgeWidth, badgeHeight);
    name.resizeRelocate(PAD, PAD + h + 2, w, NAME_HEIGHT);
    chips.resizeRelocate(PAD, PAD + h + NAME_HEIGHT + 4, w, CHIPS_HEIGHT - 4);
  }

  /** Fills the frame, cutting off what stands out on two sides. */
  private void coverPicture(double w, double h) {
    Image image = picture.getImage();
    if (image == null || w <= 0 || h <= 0) {
      return;
    }
    double scale = Math.max(w / image.getWidth(), h / image.getHeight());
    double vw = w / scale;
    double vh = h / scale;
    picture.setViewport(
        new Rectangle2D((image.getWidth() - vw) / 2, (image.getHeight() - vh) / 2, vw, vh));
    picture.setFitWidth(w);
    picture.setFitHeight(h);
    picture.relocate(PAD, PAD);
    clip.setWidth(w);
    clip.setHeight(h);
  }
}
