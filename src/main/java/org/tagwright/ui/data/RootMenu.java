package org.tagwright.ui.data;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.ui.common.widget.Menus;

/** The menu that says which data set is shown, and leads to others. */
final class RootMenu {
  private final MenuButton menu;
  private final DataModel model;
  private final Runnable choose;

  /**
   * @param choose asks for another root folder
   */
  RootMenu(MenuButton menu, DataModel model, Runnable choose) {
    this.menu = menu;
    this.model = model;
    this.choose = choose;
    menu.disableProperty().bind(model.makingProperty());
    menu.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.dataProperty().get() == null
                        ? "Choose a data set"
                        : DataPlaces.title(model.dataProperty().get()),
                model.dataProperty()));
    menu.setOnShowing(e -> fill());
    fill();
  }

  private void fill() {
    menu.getItems().setAll(Menus.item("Choose a root folder…", choose));
    List<ExperimentConfig.Data> recent = model.recent();
    if (!recent.isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
    }
    for (ExperimentConfig.Data each : recent) {
      menu.getItems().add(Menus.item(DataPlaces.title(each), () -> model.use(each)));
    }
  }
}
