package org.tagwright.ui.gallery;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import org.tagwright.common.Units;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.widget.Menus;

/** What can be done with the image that is shown large, beside looking at it. */
final class ImageActions {
  private final GalleryModel model;
  private final Problems problems;
  private final Consumer<Path> open;
  private final Supplier<Image> picture;

  /**
   * @param open shows a file or folder by the system's programs
   * @param picture what is shown, or {@code null}
   */
  ImageActions(
      GalleryModel model, Problems problems, Consumer<Path> open, Supplier<Image> picture) {
    this.model = model;
    this.problems = problems;
    this.open = open;
    this.picture = picture;
  }

  MenuButton menu() {
    MenuButton menu =
        Menus.icon("mdi2d-dots-vertical", "Open or copy this image", "button-icon", List.of());
    menu.setFocusTraversable(false);
    menu.getItems()
        .setAll(
            Menus.item("Open file (O)", this::openFile),
            Menus.item("Show its folder (Shift+O)", this::openFolder),
            new SeparatorMenuItem(),
            Menus.item("Copy picture (C)", this::copyPicture),
            Menus.item("Copy path and labels (L)", this::copyLabels));
    return menu;
  }

  private Path file() {
    Integer image = model.selectedProperty().get();
    return image == null ? null : model.imagesProperty().get().file(image);
  }

  void openFile() {
    if (file() != null) {
      open.accept(file());
    }
  }

  void openFolder() {
    if (file() != null) {
      open.accept(file().toAbsolutePath().getParent());
    }
  }

  void copyPicture() {
    Image shown = picture.get();
    if (shown == null) {
      problems.caution("There is no picture to copy.");
      return;
    }
    copy(Map.of(DataFormat.IMAGE, shown, DataFormat.FILES, List.of(file().toFile())));
    problems.note("Picture copied");
  }

  void copyLabels() {
    Integer image = model.selectedProperty().get();
    if (image != null) {
      copy(
          Map.of(
              DataFormat.PLAIN_TEXT,
              text(model.imagesProperty().get(), image, model.thresholdsProperty().get())));
      problems.note("Path and labels copied");
    }
  }

  private static void copy(Map<DataFormat, Object> content) {
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** The path, then a line a label: name, score, and what it turned out to be. */
  static String text(ScoredImages images, int image, Thresholds thresholds) {
    return images.file(image).toAbsolutePath()
        + "\n"
        + images.tags(image, thresholds).stream()
            .map(tag -> Units.text("%s\t%.4f\t%s%n", tag.name(), tag.score(), tag.outcome().word()))
            .collect(Collectors.joining());
  }
}
