package org.tagwright.ui.gallery;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.ui.common.widget.MeterBar;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** A class in the side list: name, F1 bar (or share of images), counts, own threshold. */
final class ClassCell extends ListCell<ClassRow> {
  private final Label name = Texts.empty("class-name");
  private final Label own = Texts.empty("badge", "accent", "own-threshold");
  private final Label value = Texts.empty("class-value");
  private final MeterBar bar = new MeterBar();
  private final Label counts = Texts.empty("subtle", "class-counts");
  private final Tooltip tooltip = new Tooltip();
  private final VBox content;

  ClassCell() {
    getStyleClass().add("class-cell");
    HBox top = new Row(6, name, own, new Spacer(), value);
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
    own.setText(Units.text("> %.2f", row.threshold()));
    Shown.set(own, row.ownThreshold());
    boolean judged = row.score() != null;
    double f1 = row.f1();
    bar.setValue(judged ? f1 : row.share());
    value.setText(judged ? Units.decimal(f1, 2) : Units.count(row.predicted()));
    counts.setText(
        row.change() != null
            ? changed(row, judged)
            : judged
                ? Units.text("%,d true · %,d predicted", row.support(), row.predicted())
                : Units.text("%.1f%% of images", 100 * row.share()));
    tooltip.setText(details(row));
    setTooltip(tooltip);
    setAccessibleText(row.name() + ", " + (judged ? "F1 " : "") + value.getText());
    setGraphic(content);
  }

  private static String changed(ClassRow row, boolean judged) {
    return judged
        ? Units.text("%,d fixed · %,d broken", row.change().fixed(), row.change().broken())
        : Units.text("+%,d  −%,d", row.change().gained(), row.change().lost());
  }

  private static String details(ClassRow row) {
    String threshold = Units.text("threshold %.3f", row.threshold());
    if (row.score() == null) {
      return row.name() + "\n" + threshold;
    }
    return Units.text(
        "%s\nF1 %.3f   precision %.3f   recall %.3f   AP %s\n%s",
        row.name(),
        row.score().f1(),
        row.score().precision(),
        row.score().recall(),
        Double.isNaN(row.score().averagePrecision())
            ? "–"
            : Units.decimal(row.score().averagePrecision(), 3),
        threshold);
  }
}
