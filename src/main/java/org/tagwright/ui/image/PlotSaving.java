package org.tagwright.ui.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.stage.FileChooser;
import org.tagwright.common.AtomicFile;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.Workbench;

/** Saves a chart as an image or as numbers where the person wants it. */
public final class PlotSaving {
  private interface Writing {
    void to(Path file) throws IOException;
  }

  private final Node above;
  private final Workbench workbench;

  /**
   * @param above in whose window the person is asked
   */
  public PlotSaving(Node above, Workbench workbench) {
    this.above = above;
    this.workbench = workbench;
  }

  public void png(String title, WritableImage picture) {
    save(title, "png", file -> Pictures.writePng(picture, file));
  }

  public void csv(String title, String table) {
    save(title, "csv", file -> AtomicFile.writeString(file, table));
  }

  private void save(String title, String ending, Writing writing) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save " + title);
    chooser.setInitialFileName(title.toLowerCase(Locale.ROOT).replace(' ', '-') + "." + ending);
    File file = Choosers.save(chooser, above.getScene().getWindow());
    if (file != null) {
      workbench
          .background()
          .quietly(
              "Saving " + file.getName(),
              p -> {
                writing.to(file.toPath());
                return file;
              })
          .onDone(saved -> workbench.problems().note("Saved " + saved));
    }
  }
}
