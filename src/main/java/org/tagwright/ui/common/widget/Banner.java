package org.tagwright.ui.common.widget;

import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What went wrong with a thing, shown on the thing itself. */
public final class Banner extends HBox {
  private final Label title = Texts.empty("strong");
  private final Label text = Texts.wrapping("");
  private final Hyperlink more = new Hyperlink("Details");
  private final TextArea details = new TextArea();

  public Banner() {
    getStyleClass().add("banner");
    FontIcon icon = new FontIcon("mdi2a-alert-circle-outline");
    details.setEditable(false);
    details.setPrefRowCount(7);
    details.getStyleClass().add("mono");
    more.setOnAction(
        e -> {
          unfold(!details.isVisible());
          more.setVisited(false);
        });
    VBox words = new VBox(4, title, text, more, details);
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(icon, words);
    show(List.of(), false);
  }

  private void unfold(boolean open) {
    Shown.set(details, open);
  }

  /**
   * @param titleAndText empty: nothing went wrong
   */
  public void show(List<String> titleAndText, boolean failed) {
    boolean any = !titleAndText.isEmpty();
    Shown.set(this, any);
    getStyleClass().setAll("banner", failed ? "danger" : "warning");
    details(null);
    if (any) {
      title.setText(titleAndText.get(0));
      text.setText(titleAndText.get(1));
    }
  }

  /** A longer text that is unfolded on request; {@code null}: none. */
  public void details(String longText) {
    boolean any = longText != null && !longText.isBlank();
    Shown.set(more, any);
    if (any) {
      details.setText(longText);
    } else {
      unfold(false);
    }
  }
}
