package org.tagwright.ui.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.widget.Menus;

/** Where runs go, in a button's menu: this computer or a cluster. */
public final class PlaceMenu {
  private final MenuButton button;
  private final ClustersModel clusters;
  private final Sheets sheets;
  private final Supplier<Path> runs;

  /**
   * @param runs the folder of the runs, where a cluster is checked
   */
  public PlaceMenu(MenuButton button, ClustersModel clusters, Sheets sheets, Supplier<Path> runs) {
    this.button = button;
    this.clusters = clusters;
    this.sheets = sheets;
    this.runs = runs;
    clusters.profiles().addListener((ListChangeListener<ClusterProfile>) change -> fill());
    clusters.chosenProperty().addListener(e -> fill());
    fill();
  }

  private void fill() {
    ClusterProfile chosen = clusters.chosenProperty().get();
    List<MenuItem> items = new ArrayList<>();
    items.add(place("This computer", null));
    clusters.profiles().forEach(p -> items.add(place(p.name() + "  ·  " + p.summary(), p)));
    items.add(new SeparatorMenuItem());
    if (chosen != null) {
      items.add(Menus.item("Edit " + chosen.name() + "…", () -> edit(chosen)));
    }
    items.add(Menus.item("Add a Slurm cluster…", () -> edit(null)));
    button.getItems().setAll(items);
  }

  private MenuItem place(String text, ClusterProfile profile) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setMnemonicParsing(false);
    item.setSelected(Objects.equals(profile, clusters.chosenProperty().get()));
    item.setOnAction(
        e -> {
          clusters.choose(profile);
          fill(); // also where it was chosen before: a click takes the mark away
        });
    return item;
  }

  private void edit(ClusterProfile profile) {
    ClusterSheet sheet = new ClusterSheet(profile, clusters, runs.get(), sheets::close);
    sheets.show(sheet);
  }
}
