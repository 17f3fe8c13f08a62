package org.tagwright.ui.review;

import java.nio.file.Path;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.suspects.SuspectLabel;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.data.sample.SampleThumb;
import org.tagwright.ui.image.ThumbnailCache;

/** A suspect in the list: its image, what is suggested and how suspect it is. */
final class SuspectCell extends ListCell<SuspectLabel> {
  private static final double THUMB_WIDTH = 68;

  private final Function<SuspectLabel, Path> file;
  private final SampleThumb thumb;
  private final FontIcon icon = new FontIcon();
  private final Label suggestion = Texts.empty("tag-chip");
  private final Label image = Texts.empty("muted", "small");
  private final Label suspicion = Texts.whole("", "strong", "small");
  private final HBox all;

  SuspectCell(ThumbnailCache thumbnails, Function<SuspectLabel, Path> file) {
    this.file = file;
    getStyleClass().add("suspect-cell");
    thumb = new SampleThumb(thumbnails, THUMB_WIDTH);
    suggestion.setGraphic(icon);
    suggestion.setTextOverrun(OverrunStyle.ELLIPSIS);
    image.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    VBox words = new VBox(4, suggestion, image);
    words.setMinWidth(0);
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    all = new HBox(10, thumb, words, suspicion);
    all.setAlignment(Pos.CENTER_LEFT);
    all.setMinWidth(0);
    all.setPrefWidth(0); // as wide as the list, never wider
  }

  @Override
  protected void updateItem(SuspectLabel item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    thumb.show(file.apply(item));
    suggestion.setText(item.suggestion());
    suggestion.getStyleClass().setAll("label", "tag-chip", item.given() ? "wrong" : "right");
    icon.setIconLiteral(item.given() ? "mdi2m-minus-thick" : "mdi2p-plus-thick");
    image.setText(item.image());
    suspicion.setText(Units.decimal(item.suspicion(), 2));
    setAccessibleText(item.image() + ": " + item.suggestion() + ". " + item.reason());
    setGraphic(all);
  }
}
