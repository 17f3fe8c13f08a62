package org.tagwright.ui.data;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.ui.common.PathField;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** Asks what demo data to make, and where. */
final class DemoSheet extends VBox {
  private final PathField folder;

  DemoSheet(Path proposal, BiConsumer<Path, DemoDataset.Options> make, Runnable close) {
    getStyleClass().addAll("sheet", "data-sheet");
    setMaxSize(560, USE_PREF_SIZE);
    Label text =
        Texts.wrapping(
            "Drawn scenes with COCO's classes, in the layout of the real data set, so that there"
                + " is something to train on in a minute. The same settings make the same images.",
            "muted");
    folder = new PathField("Folder", proposal, true);
    DemoDataset.Options usual = DemoDataset.Options.DEFAULTS;
    Spinner<Integer> train = spinner(10, 100_000, usual.train(), 100);
    Spinner<Integer> test = spinner(1, 100_000, usual.test(), 50);
    Spinner<Integer> size = spinner(32, 1024, usual.sizePixels(), 32);
    Spinner<Integer> classes = spinner(2, DemoDataset.MOST_CLASSES, usual.classes(), 1);
    Spinner<Integer> seed = spinner(0, Integer.MAX_VALUE, (int) usual.seed(), 1);
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form-grid");
    row(grid, 0, "Training images", train, "Classes", classes);
    row(grid, 1, "Test images", test, "Seed", seed);
    row(grid, 2, "Longer side, pixels", size, null, null);
    Runnable makeIt =
        () -> {
          close.run();
          make.accept(
              folder.pathProperty().get(),
              new DemoDataset.Options(
                  train.getValue(),
                  test.getValue(),
                  size.getValue(),
                  classes.getValue(),
                  seed.getValue()));
        };
    Button go = Buttons.of("Make", makeIt, "accent");
    go.setId("makeDemoNow");
    go.setDefaultButton(true);
    go.disableProperty().bind(folder.pathProperty().isNull());
    getChildren()
        .addAll(
            Texts.of("Make demo data", "sheet-title"),
            text,
            folder,
            grid,
            Row.atEnd(8, Buttons.cancel(close), go));
  }

  @Override
  public void requestFocus() {
    folder.requestFocus();
  }

  private static Spinner<Integer> spinner(int least, int most, int value, int step) {
    Spinner<Integer> spinner = new Spinner<>(least, most, value, step);
    spinner.setEditable(true);
    spinner.setPrefWidth(120);
    return spinner;
  }

  private static void row(
      GridPane grid,
      int row,
      String first,
      Spinner<Integer> one,
      String second,
      Spinner<Integer> two) {
    one.setAccessibleText(first);
    grid.add(new Label(first), 0, row);
    grid.add(one, 1, row);
    if (two != null) {
      two.setAccessibleText(second);
      grid.add(new Label(second), 2, row);
      grid.add(two, 3, row);
    }
  }
}
