package org.tagwright.ui.gallery;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.MeterBar;

/** A class in the side list: name, F1 bar (or share of images), counts, own threshold. */
final class ClassCell extends ListCell<ClassRow> {
  private final Label name = new Label();
  private final Label own = new Label();
  private final Label value = new Label();
  private final MeterBar bar = new MeterBar();
  private final Label counts = new Label();
  private final Tooltip tooltip = new Tooltip();
  private final VBox content;

  ClassCell() {
    getStyleClass().add("class-cell");
    name.getStyleClass().add("class-name");
    own.getStyleClass().addAll("badge", "accent", "own-threshold");
    value.getStyleClass().add("class-value");
    counts.getStyleClass().addAll("subtle", "class-counts");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox top = new HBox(6, name, own, space, value);
    top.setAlignment(Pos.CENTER_LEFT);
    bar.setMinHeight(5);
    bar.setMaxHeight(5);
    content = new VBox(4, top, bar, counts);
    content.setMaxWidth(Double.MAX_VALUE);
    setPrefWidth(0); // as wide as the list, never wider
  }

  @Override
  protected void updateItem(ClassRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    name.setText(row.name());
    own.setText(String.format(Locale.ROOT, "> %.2f", row.threshold()));
    own.setVisible(row.ownThreshold());
    own.setManaged(row.ownThreshold());
    boolean judged = row.score() != null;
    double f1 = row.f1();
    bar.setValue(judged ? f1 : row.share());
    value.setText(
        judged
            ? Double.isNaN(f1) ? "–" : String.format(Locale.ROOT, "%.2f", f1)
            : String.format(Locale.ROOT, "%,d", row.predicted()));
    counts.setText(
        row.change() != null
            ? changed(row, judged)
            : judged
                ? String.format("%,d true · %,d predicted", row.support(), row.predicted())
                : String.format(Locale.ROOT, "%.1f %% of images", 100 * row.share()));
    tooltip.setText(details(row));
    setTooltip(tooltip);
    setAccessibleText(row.name() + ", " + (judged ? "F1 " : "") + value.getText());
    setGraphic(content);
  }

  private static String changed(ClassRow row, boolean judged) {
    return judged
        ? String.format("%,d fixed · %,d broken", row.change().fixed(), row.change().broken())
        : String.format("+%,d  −%,d", row.change().gained(), row.change().lost());
  }

  private static String details(ClassRow row) {
    String threshold = String.format(Locale.ROOT, "threshold %.3f", row.threshold());
    if (row.score() == null) {
      return row.name() + "\n" + threshold;
    }
    return String.format(
        Locale.ROOT,
        "%s\nF1 %.3f   precision %.3f   recall %.3f   AP %s\n%s",
        row.name(),
        row.score().f1(),
        row.score().precision(),
        row.score().recall(),
        Double.isNaN(row.score().averagePrecision())
            ? "–"
            : String.format(Locale.ROOT, "%.3f", row.score().averagePrecision()),
        threshold);
  }
}
