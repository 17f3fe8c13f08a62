package org.tagwright.ui.data;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.Workbench;

/** Stands where no data set is: three ways to get one. */
final class NoData extends StackPane {
  NoData(Workbench workbench, Runnable makeDemo, Runnable choose, Runnable importLabels) {
    Button demo = button("Make demo data", makeDemo);
    demo.getStyleClass().add("accent");
    HBox buttons =
        new HBox(8, demo, button("Choose a folder", choose), button("Import labels", importLabels));
    buttons.setAlignment(Pos.CENTER);
    getChildren()
        .add(
            new EmptyState(
                    "mdi2d-database-off-outline",
                    "No data here yet",
                    "Make demo data to try everything in minutes, choose the root folder of a data"
                        + " set (images/… and labels/train), or import labels from COCO, CSV, YOLO"
                        + " or OpenImages.",
                    buttons)
                .guidedBy(workbench, GuidePage.YOUR_DATA));
  }

  private static Button button(String text, Runnable action) {
    Button button = new Button(text);
    button.setOnAction(e -> action.run());
    return button;
  }
}
