package org.tagwright.ui.image;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.review.Tag;
import org.tagwright.ui.common.widget.Texts;

/**
 * A thumbnail with its file name and labels. A plain region that lays itself out, since dozens of
 * them are laid out in every frame of scrolling; the picture comes when it is made.
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
  private final Region placeholder = new Region();
  private final FontIcon broken = new FontIcon("mdi2i-image-broken-variant");
  private final ChipFlow chips = new ChipFlow(MOST_CHIPS);
  private final Label name = Texts.empty("gallery-name");
  private final Label verdict = Texts.empty("gallery-verdict");
  private long errorsShown = -1;
  private final FontIcon verdictIcon = new FontIcon("mdi2c-check-bold");

  private final ThumbnailCache thumbnails;
  private Path file;
  private Thumbnail.Frame frame;
  private Runnable withdraw = () -> {};

  public PictureCard(ThumbnailCache thumbnails) {
    this.thumbnails = thumbnails;
    getStyleClass().add("gallery-card");
    placeholder.getStyleClass().add("gallery-placeholder");
    broken.getStyleClass().add("gallery-broken");
    verdict.setGraphic(verdictIcon);
    verdict.setVisible(false);
    getChildren().addAll(placeholder, picture, broken, verdict, name, chips);
  }

  /** Shows the picture of a file, which comes later if it is not kept. */
  public void show(Path picturesFile, String title) {
    name.setText(title);
    file = picturesFile;
    placeholder.setVisible(true);
    broken.setVisible(false);
    picture.setImage(null);
    if (frame != null) {
      wish();
    }
  }

  /** No longer waits for a picture. */
  public void clear() {
    file = null;
    withdraw.run();
    withdraw = () -> {};
  }

  private void wish() {
    withdraw.run();
    withdraw = thumbnails.request(file, frame, this::showPicture);
  }

  private void showPicture(Image image) {
    boolean there = !image.isError();
    picture.setImage(there ? image : null);
    broken.setVisible(!there);
    placeholder.setVisible(!there);
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
    picture.relocate(PAD, PAD);
    picture.setFitWidth(w);
    picture.setFitHeight(h);
    frameOf(w, h);
    broken.relocate(PAD + w / 2 - 14, PAD + h / 2 - 14);
    double badgeWidth = Math.ceil(verdict.prefWidth(-1));
    double badgeHeight = Math.ceil(verdict.prefHeight(-1));
    verdict.resizeRelocate(PAD + w - badgeWidth - 5, PAD + 5, badgeWidth, badgeHeight);
    name.resizeRelocate(PAD, PAD + h + 2, w, NAME_HEIGHT);
    chips.resizeRelocate(PAD, PAD + h + NAME_HEIGHT + 4, w, CHIPS_HEIGHT - 4);
  }

  /** Another size wishes for another thumbnail; until it comes, the one that is there stretches. */
  private void frameOf(double w, double h) {
    if (w <= 0 || h <= 0) {
      return;
    }
    Window window = getScene() == null ? null : getScene().getWindow();
    double scale = window == null ? 1 : window.getRenderScaleX();
    Thumbnail.Frame fresh =
        Thumbnail.Frame.filled(
            (int) Math.max(1, Math.round(w * scale)),
            (int) Math.max(1, Math.round(h * scale)),
            (int) Math.round(CORNER * scale));
    if (!fresh.equals(frame)) {
      frame = fresh;
      picture.setSmooth(scale != Math.rint(scale)); // else a pixel of it is one of the screen
      if (file != null) {
        wish();
      }
    }
  }
}
