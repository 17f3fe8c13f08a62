package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.tagwright.ui.shell.Theme;

/** Writes what a scene looks like to {@code target/screenshots}. */
public final class Screenshot {
  private static final int USUAL_WIDTH = 1280;

  private Screenshot() {}

  /** Both themes at the usual size; at others, where only the layout is new, one of them. */
  public static List<Theme> themes(int width) {
    return width == USUAL_WIDTH
        ? List.of(Theme.values())
        : List.of(width > USUAL_WIDTH ? Theme.DARK : Theme.LIGHT);
  }

  /** Of a sheet, which is as large in every window: dark, at the least size light. */
  public static Theme sheetTheme(int width) {
    return width < USUAL_WIDTH ? Theme.LIGHT : Theme.DARK;
  }

  /**
   * Takes a picture of the scene as it is, and fails where something in it does not fit the window.
   *
   * @param name such as {@code runs-dark-1280x800}
   */
  public static Path take(Scene scene, String name) {
    ShownPaths paths = Toolkit.onFx(() -> ShownPaths.ofAPerson(scene));
    WritableImage image = Toolkit.onFx(() -> scene.snapshot(null));
    List<String> misfits = Toolkit.onFx(() -> Fit.misfits(scene));
    Toolkit.onFx(paths::putBack);
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    picture.getRaster().setDataElements(0, 0, width, height, pixels);
    Path file =
        Path.of(System.getProperty("tagwright.build", "target"), "screenshots", name + ".png");
    try {
      Files.createDirectories(file.getParent());
      ImageIO.write(picture, "png", file.toFile());
    } catch (IOException e) {
      throw new IllegalStateException(file + " is not written", e);
    }
    assertThat(misfits).as(name).isEmpty();
    return file;
  }
}
