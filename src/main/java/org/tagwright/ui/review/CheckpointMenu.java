package org.tagwright.ui.review;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.review.GallerySources;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.widget.Menus;

/** A menu of the checkpoints, which are looked for each time it opens. */
final class CheckpointMenu extends MenuButton {
  /**
   * @param before stand before the checkpoints
   * @param after stand after them
   * @param choose takes the checkpoint that is chosen
   */
  CheckpointMenu(
      Background background,
      Supplier<ExperimentConfig> config,
      List<MenuItem> before,
      List<MenuItem> after,
      Consumer<Path> choose) {
    getItems().addAll(before);
    getItems().addAll(after);
    setOnShowing(
        e ->
            background
                .quietly(
                    "Looking for checkpoints", p -> GallerySources.of(config.get()).checkpoints())
                .onDone(
                    found -> {
                      Path folder = config.get().output().trainedModels();
                      getItems().setAll(before);
                      for (Path file : found) {
                        String name = folder.relativize(file).toString();
                        getItems().add(Menus.item(name, () -> choose.accept(file)));
                      }
                      if (!found.isEmpty() && !after.isEmpty()) {
                        getItems().add(new SeparatorMenuItem());
                      }
                      getItems().addAll(after);
                    }));
  }
}
