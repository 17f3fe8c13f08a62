package org.tagwright.ui.image;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.tagwright.classmap.ClassMapColors;
import org.tagwright.classmap.ScoredClassMap;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.ui.common.Background;

/**
 * Shows a picture fitted into its space or zoomed. The wheel zooms at the pointer, dragging moves,
 * a double click changes between fitted and one screen pixel a pixel.
 */
public final class ImagePane extends Region {
  private static final double STEP = 1.25;
  private static final double LARGEST = 16;

  private static final int OVERLAY_SIDE = 256;

  private final ImageView view = new ImageView();
  private final ImageView overlay = new ImageView();
  private final Rectangle clip = new Rectangle();
  private final ReadOnlyDoubleWrapper zoom = new ReadOnlyDoubleWrapper(1);
  private boolean fitted = true;
  private int asked;
  private double overlayCrop;
  private double x;
  private double y;
  private double dragX;
  private double dragY;

  public ImagePane() {
    getStyleClass().add("image-pane");
    view.setPreserveRatio(true);
    view.setManaged(false);
    overlay.setManaged(false);
    overlay.setMouseTransparent(true);
    overlay.getStyleClass().add("class-map");
    setClip(clip);
    getChildren().addAll(view, overlay);
    setOnScroll(this::scroll);
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseClicked(
        e -> {
          if (e.getClickCount() == 2) {
            if (fitted) {
              zoomAt(1, e.getX(), e.getY());
            } else {
              fit();
            }
          }
        });
  }

  /**
   * Reads an image in the background and shows it, unless another one is asked for by then.
   *
   * @param then is told what is shown; {@code null}: the image cannot be decoded
   */
  public void read(
      Path file, ExifOrientation orientation, Background background, Consumer<Image> then) {
    int mine = ++asked;
    background
        .quietly("Reading " + file, progress -> Pictures.read(file, orientation))
        .onDone(
            image -> {
              if (mine == asked) {
                show(image);
                then.accept(image);
              }
            });
  }

  /** Shows another picture, fitted; {@code null} shows none. */
  public void show(Image image) {
    asked++;
    view.setImage(image);
    fit();
  }

  /** The picture shown, or {@code null}. */
  public Image picture() {
    return view.getImage();
  }

  /** Lays a class map over the picture; {@code null} takes it away. */
  public void showMap(ScoredClassMap map) {
    overlay.setImage(map == null ? null : picture(map));
    overlayCrop = map == null ? 0 : map.crop();
    requestLayout();
  }

  /** How strongly the map covers the picture, 0..1. */
  public DoubleProperty mapOpacityProperty() {
    return overlay.opacityProperty();
  }

  private static Image picture(ScoredClassMap map) {
    WritableImage image = new WritableImage(OVERLAY_SIDE, OVERLAY_SIDE);
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            OVERLAY_SIDE,
            OVERLAY_SIDE,
            PixelFormat.getIntArgbInstance(),
            ClassMapColors.argb(map, OVERLAY_SIDE, OVERLAY_SIDE),
            0,
            OVERLAY_SIDE);
    return image;
  }

  /** The zoom in screen pixels a pixel. */
  public ReadOnlyDoubleProperty zoomProperty() {
    return zoom.getReadOnlyProperty();
  }

  public void fit() {
    fitted = true;
    requestLayout();
  }

  /** One screen pixel a pixel, about the middle. */
  public void actualSize() {
    zoomAt(1, getWidth() / 2, getHeight() / 2);
  }

  public void zoomIn() {
    zoomAt(zoom.get() * STEP, getWidth() / 2, getHeight() / 2);
  }

  public void zoomOut() {
    zoomAt(zoom.get() / STEP, getWidth() / 2, getHeight() / 2);
  }

  private void scroll(ScrollEvent e) {
    if (e.getDeltaY() != 0) {
      zoomAt(zoom.get() * (e.getDeltaY() > 0 ? STEP : 1 / STEP), e.getX(), e.getY());
    }
    e.consume();
  }

  private void press(MouseEvent e) {
    dragX = e.getX() - x;
    dragY = e.getY() - y;
  }

  private void drag(MouseEvent e) {
    if (!fitted) {
      x = e.getX() - dragX;
      y = e.getY() - dragY;
      requestLayout();
    }
  }

  /** Keeps the point of the picture under ({@code atX}, {@code atY}) where it is. */
  private void zoomAt(double wanted, double atX, double atY) {
    double to = Math.max(fitZoom() / 4, Math.min(LARGEST, wanted));
    double factor = to / zoom.get();
    x = atX - (atX - x) * factor;
    y = atY - (atY - y) * factor;
    zoom.set(to);
    fitted = false;
    requestLayout();
  }

  private double fitZoom() {
    Image image = view.getImage();
    if (image == null || image.getWidth() == 0 || getWidth() == 0) {
      return 1;
    }
    return Math.min(getWidth() / image.getWidth(), getHeight() / image.getHeight());
  }

  @Override
  protected void layoutChildren() {
    clip.setWidth(getWidth());
    clip.setHeight(getHeight());
    Image image = view.getImage();
    overlay.setVisible(image != null);
    if (image == null) {
      return;
    }
    if (fitted) {
      zoom.set(fitZoom());
      x = (getWidth() - image.getWidth() * zoom.get()) / 2;
      y = (getHeight() - image.getHeight() * zoom.get()) / 2;
    }
    view.setFitWidth(image.getWidth() * zoom.get());
    // Enlarged pixels stay squares: what the network saw is told best by them.
    view.setSmooth(zoom.get() < 2);
    view.relocate(x, y);
    layoutMap(image.getWidth() * zoom.get(), image.getHeight() * zoom.get());
  }

  /** Over all of the picture, or over its central square where the network saw only that. */
  private void layoutMap(double width, double height) {
    double square = overlayCrop * Math.min(width, height);
    double w = square > 0 ? square : width;
    double h = square > 0 ? square : height;
    overlay.setFitWidth(w);
    overlay.setFitHeight(h);
    overlay.relocate(x + (width - w) / 2, y + (height - h) / 2);
  }
}
