package org.tagwright.ui.gallery;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.FileChooser;
import org.tagwright.review.GallerySources;
import org.tagwright.review.ImageSource;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.widget.Menus;

/** The menus of the gallery's header: which checkpoint, which folder, compared with what. */
final class SourceMenus {
  private final GalleryModel model;
  private final MenuButton checkpoints;
  private final MenuButton large = new MenuButton();
  private final MenuButton folders;
  private final MenuButton compared;
  private GallerySources offered;

  SourceMenus(GalleryModel model, MenuButton checkpoints, MenuButton folders, MenuButton compared) {
    this.model = model;
    this.checkpoints = checkpoints;
    this.folders = folders;
    this.compared = compared;
    GalleryPrediction prediction = model.prediction();
    ObjectProperty<Path> chosen = prediction.checkpointProperty();
    checkpoints
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> shortName(chosen.get(), "Choose a checkpoint"), chosen));
    large.setMnemonicParsing(false);
    large.textProperty().bind(checkpoints.textProperty());
    ObjectProperty<ImageSource> source = prediction.sourceProperty();
    folders
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> source.get() == null ? "Choose a folder of images" : source.get().title(),
                source));
  }

  /** The menu of checkpoints once more, for beside a large image. */
  MenuButton inLargeView() {
    return large;
  }

  /** The last two parts of a path, enough to know it by. */
  static String shortName(Path path, String otherwise) {
    if (path == null) {
      return otherwise;
    }
    int count = path.getNameCount();
    return count < 2 ? path.toString() : path.subpath(count - 2, count).toString();
  }

  /** Offers what was found; chooses the first of each where nothing is chosen yet. */
  void offer(GallerySources sources) {
    if (sources.equals(offered)) {
      return; // one of the menus may be open
    }
    offered = sources;
    GalleryPrediction prediction = model.prediction();
    compared.getItems().clear();
    for (Path file : sources.checkpoints()) {
      String name = shortName(file, "");
      compared.getItems().add(Menus.item(name, () -> model.comparison().with(file)));
    }
    for (MenuButton menu : List.of(checkpoints, large)) {
      menu.getItems().clear();
      for (Path file : sources.checkpoints()) {
        menu.getItems().add(Menus.item(shortName(file, ""), () -> model.choose(file)));
      }
      menu.getItems().addAll(new SeparatorMenuItem(), Menus.item("Choose a file…", this::choose));
    }
    compared
        .getItems()
        .addAll(
            new SeparatorMenuItem(),
            Menus.item("Choose a checkpoint or scores file…", this::chooseCompared));
    folders.getItems().clear();
    for (Path folder : sources.folders()) {
      folders
          .getItems()
          .add(Menus.item(shortName(folder, ""), () -> choose(ImageSource.of(folder))));
    }
    folders
        .getItems()
        .addAll(
            new SeparatorMenuItem(),
            Menus.item("Choose a folder…", this::chooseFolder),
            Menus.item("Choose the folder of true labels…", this::chooseLabels));
    chooseFirst(prediction.checkpointProperty(), sources.checkpoints());
    chooseFirst(
        prediction.sourceProperty(), sources.folders().stream().map(ImageSource::of).toList());
  }

  private static <T> void chooseFirst(ObjectProperty<T> chosen, List<T> offered) {
    if (chosen.get() == null && !offered.isEmpty()) {
      chosen.set(offered.get(0));
    }
  }

  private void choose() {
    Path file = file("Choose a checkpoint");
    if (file != null) {
      model.choose(file);
    }
  }

  private void chooseCompared() {
    Path file = file("Compare with");
    if (file != null) {
      model.comparison().with(file);
    }
  }

  private Path file(String title) {
    FileChooser chooser = Choosers.file(title, model.prediction().checkpointProperty().get());
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("Checkpoints and scores", "*.pt", "*.pth", "*.scores"),
            new FileChooser.ExtensionFilter("All files", "*"));
    File file = Choosers.open(chooser, checkpoints.getScene().getWindow());
    return file == null ? null : file.toPath();
  }

  private void chooseFolder() {
    Path folder = directory("Choose a folder of images");
    if (folder != null) {
      choose(ImageSource.of(folder));
      model.prediction().labelsProperty().set(null);
    }
  }

  private void choose(ImageSource source) {
    model.prediction().sourceProperty().set(source);
  }

  private void chooseLabels() {
    Path folder = directory("Choose the folder of true labels (.cls)");
    if (folder != null) {
      model.prediction().labelsProperty().set(folder);
      if (model.imagesProperty().get().size() > 0) {
        model.prediction().start(); // the scores are kept: only the labels are read
      }
    }
  }

  private Path directory(String title) {
    ImageSource source = model.prediction().sourceProperty().get();
    File folder =
        Choosers.choose(
            Choosers.folder(title, source == null ? null : source.folder()),
            checkpoints.getScene().getWindow());
    return folder == null ? null : folder.toPath();
  }
}
