package org.tagwright.ui.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.controlsfx.control.GridCell;
import org.kordamp.ikonli.javafx.FontIcon;

/** A thumbnail with its labels. Draws itself anew when thresholds move, without a new item. */
final class GalleryCell extends GridCell<Integer> {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final double CHIPS_HEIGHT = 50;
  private static final double NAME_HEIGHT = 18;
  private static final double PAD = 8;
  private static final double CORNER = 6;

  private final GalleryModel model;
  private final ThumbnailCache thumbnails;
  private final ImageView picture = new ImageView();
  private final Rectangle clip = new Rectangle();
  private final Region placeholder = new Region();
  private final FontIcon broken = new FontIcon("mdi2i-image-broken-variant");
  private final ChipFlow chips = new ChipFlow();
  private final Label name = new Label();
  private final Label verdict = new Label();
  private final FontIcon verdictIcon = new FontIcon("mdi2c-check-bold");
  private final Region card = new Card();
  private Runnable withdraw = () -> {};

  GalleryCell(GalleryModel model, ThumbnailCache thumbnails) {
    this.model = model;
    this.thumbnails = thumbnails;
    getStyleClass().add("gallery-cell");
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
    setOnMouseClicked(
        e -> {
          if (getItem() != null) {
            model.selectedProperty().set(getItem());
            if (e.getClickCount() == 2) {
              model.open(getItem());
            }
          }
        });
  }

  /** Shows the same image with other thresholds, or newly selected. */
  void refresh() {
    if (getItem() != null && getItem() < model.imagesProperty().get().size()) {
      showTags(getItem());
    }
  }

  @Override
  protected void updateItem(Integer item, boolean empty) {
    super.updateItem(item, empty);
    withdraw.run();
    withdraw = () -> {};
    ScoredImages images = model.imagesProperty().get();
    if (empty || item == null || item >= images.size()) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    showTags(item);
    name.setText(images.name(item));
    Image kept = thumbnails.kept(images.file(item));
    showPicture(kept);
    if (kept == null) {
      withdraw = thumbnails.request(images.file(item), this::showPicture);
    }
    setGraphic(card);
  }

  private void showPicture(Image image) {
    boolean there = image != null && !image.isError() && image.getWidth() > 0;
    picture.setImage(there ? image : null);
    broken.setVisible(image != null && !there);
    placeholder.setVisible(!there);
    card.requestLayout();
  }

  private void showTags(int image) {
    ScoredImages images = model.imagesProperty().get();
    Thresholds thresholds = model.thresholdsProperty().get();
    if (thresholds.classes() != images.classes().size()) {
      return;
    }
    int chosen = model.filterProperty().get().classIndex();
    List<Tag> tags = new ArrayList<>(images.tags(image, thresholds));
    tags.sort(Comparator.comparing(t -> t.classIndex() != chosen)); // it must not be cut off
    chips.show(tags, chosen);
    long wrong = tags.stream().filter(t -> t.outcome() == Outcome.WRONG).count();
    long missed = tags.stream().filter(t -> t.outcome() == Outcome.MISSED).count();
    verdict.setVisible(images.known(image));
    boolean exact = wrong + missed == 0;
    verdict.getStyleClass().removeAll("exact", "error");
    verdict.getStyleClass().add(exact ? "exact" : "error");
    verdictIcon.setIconLiteral(exact ? "mdi2c-check-bold" : "mdi2c-close-thick");
    verdict.setText(exact ? "" : Long.toString(wrong + missed));
    Integer selected = model.selectedProperty().get();
    pseudoClassStateChanged(SELECTED, selected != null && selected == image);
    setAccessibleText(spoken(images.name(image), tags));
  }

  private static String spoken(String name, List<Tag> tags) {
    StringBuilder text = new StringBuilder(name);
    for (Tag tag : tags) {
      text.append(", ").append(tag.name()).append(' ').append(tag.outcome().word());
    }
    return text.toString();
  }

  /** Lays out picture, name and chips; a plain region, since 49 of them are laid out a frame. */
  private final class Card extends Region {
    Card() {
      getStyleClass().add("gallery-card");
      getChildren().addAll(placeholder, picture, broken, verdict, name, chips);
    }

    @Override
    protected double computePrefWidth(double height) {
      return GalleryCell.this.getWidth();
    }

    @Override
    protected double computePrefHeight(double width) {
      return GalleryCell.this.getHeight();
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
}
