package org.tagwright.ui.experiment;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;

/** Shows {@link VariantsModel}: buttons, and nine images once they are asked for. */
final class VariantsPane extends VBox {
  private static final int COLUMNS = 3;
  private static final double SHOWN_SIDE = 112;

  private final TilePane tiles = new TilePane();
  private final Label note = Texts.wrapping("", "muted");
  private final Button next;

  VariantsPane(VariantsModel model) {
    getStyleClass().add("variants");
    setId("variants");
    tiles.setPrefColumns(COLUMNS);
    tiles.setMaxWidth(USE_PREF_SIZE);
    tiles.getStyleClass().add("variant-tiles");
    Button draw = Buttons.of("Show examples", model::draw, "small");
    draw.setId("draw-variants");
    next = Buttons.of("Next image", model::drawNextImage, "small");
    getChildren().addAll(new Row(8, draw, next), note, tiles);
    model
        .variantsProperty()
        .addListener(
            (all, old, variants) -> {
              draw.setText("Draw again");
              show(variants);
            });
    show(model.variantsProperty().get());
  }

  private void show(VariantsModel.Variants variants) {
    tiles.getChildren().clear();
    Shown.set(next, variants != null);
    Shown.set(note, variants != null);
    Shown.set(tiles, variants != null && !variants.images().isEmpty());
    if (variants == null) {
      return;
    }
    note.setText(variants.note());
    for (byte[] pixels : variants.images()) {
      int side = variants.side();
      WritableImage image = new WritableImage(side, side);
      image
          .getPixelWriter()
          .setPixels(0, 0, side, side, PixelFormat.getByteRgbInstance(), pixels, 0, side * 3);
      ImageView view = new ImageView(image);
      view.setFitWidth(SHOWN_SIDE);
      view.setFitHeight(SHOWN_SIDE);
      tiles.getChildren().add(view);
    }
  }
}
