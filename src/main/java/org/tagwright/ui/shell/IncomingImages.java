package org.tagwright.ui.shell;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import org.tagwright.common.TagwrightException;
import org.tagwright.review.DroppedImages;
import org.tagwright.ui.common.ViewRequest.LabelImages;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Drops;
import org.tagwright.ui.image.Pictures;

/** Images from outside, dropped on the window or pasted: they are labelled in the gallery. */
final class IncomingImages {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH.mm.ss.SSS");
  private static final String DOING = "Labelling images";

  private final Workbench workbench;
  private Path folder;

  IncomingImages(Workbench workbench) {
    this.workbench = workbench;
  }

  /**
   * Takes what is dropped on a node and on none of those in it.
   *
   * @param free whether drops are taken now
   */
  void takeDrops(Node on, BooleanSupplier free) {
    Drops.takeAll(on, file -> free.getAsBoolean(), this::label);
    Drops.takeImage(on, free, this::label);
  }

  /** Takes what is on the clipboard. */
  void paste() {
    Clipboard clipboard = Clipboard.getSystemClipboard();
    if (clipboard.hasFiles()) {
      label(clipboard.getFiles().stream().map(File::toPath).toList());
      return;
    }
    Image image = clipboard.hasImage() ? clipboard.getImage() : null;
    if (image == null) {
      workbench.problems().caution("There is no image on the clipboard.");
    } else {
      label(image);
    }
  }

  private void label(List<Path> files) {
    List<Path> suiting = files.stream().filter(DroppedImages::suits).toList();
    String refusal = DroppedImages.refusal(files);
    if (suiting.isEmpty()) {
      workbench.problems().report(DOING, TagwrightException.input(refusal));
      return;
    }
    if (!refusal.isEmpty()) {
      workbench.problems().caution(refusal);
    }
    workbench.navigator().go(new LabelImages(suiting));
  }

  /** An image that is no file becomes one, until the program ends. */
  private void label(Image image) {
    workbench.background().quietly(DOING, progress -> saved(image)).onDone(f -> label(List.of(f)));
  }

  private synchronized Path saved(Image image) throws Exception {
    if (folder == null || !Files.isDirectory(folder)) {
      folder = Files.createTempDirectory("tagwright-pasted-");
      folder.toFile().deleteOnExit();
    }
    Path file =
        folder.resolve("Pasted " + TIME.format(LocalTime.now(ZoneId.systemDefault())) + ".png");
    file.toFile().deleteOnExit();
    Pictures.writePng(image, file);
    return file;
  }
}
