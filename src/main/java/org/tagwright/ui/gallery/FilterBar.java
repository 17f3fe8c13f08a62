package org.tagwright.ui.gallery;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.tagwright.common.Units;
import org.tagwright.review.Baseline;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.GalleryFilter.Side;
import org.tagwright.review.GalleryFilter.Verdict;
import org.tagwright.review.GalleryOrder;
import org.tagwright.review.ShownImages;
import org.tagwright.ui.common.Titled;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;

/** Which images are shown and in which order. */
public final class FilterBar {
  /** How many labels were predicted. */
  private enum LabelCount {
    ANY("Any number", 0, Integer.MAX_VALUE),
    NONE("No label", 0, 0),
    ONE("1 label", 1, 1),
    TWO("2 labels", 2, 2),
    THREE("3 labels", 3, 3),
    MORE("4 or more", 4, Integer.MAX_VALUE);

    private final String title;
    private final int fewest;
    private final int most;

    LabelCount(String title, int fewest, int most) {
      this.title = title;
      this.fewest = fewest;
      this.most = most;
    }
  }

  @FXML private TextField searchField;
  @FXML private HBox verdicts;
  @FXML private ComboBox<Side> sideCombo;
  @FXML private ComboBox<LabelCount> labelCountCombo;
  @FXML private ComboBox<GalleryOrder> orderCombo;
  @FXML private Slider sizeSlider;

  private final GalleryModel model;
  private final Segments<Verdict> verdict =
      new Segments<>(List.of(Verdict.values()), Verdict::title);

  public FilterBar(GalleryModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    searchField.textProperty().addListener((o, was, is) -> change(f -> f.withText(is)));
    sideCombo.getItems().setAll(Side.values());
    sideCombo.setConverter(Titled.by(Side::title));
    sideCombo.setValue(Side.EITHER);
    sideCombo.valueProperty().addListener((o, was, is) -> change(f -> f.withSide(is)));
    labelCountCombo.getItems().setAll(LabelCount.values());
    labelCountCombo.setConverter(Titled.by(c -> c.title));
    labelCountCombo.setValue(LabelCount.ANY);
    labelCountCombo
        .valueProperty()
        .addListener((o, was, is) -> change(f -> f.withLabels(is.fewest, is.most)));
    orderCombo.getItems().setAll(GalleryOrder.values());
    ReadOnlyObjectProperty<Baseline> baseline = model.comparison().baselineProperty();
    offerOrderByChange(baseline.get() != null);
    baseline.addListener(
        (o, was, is) -> {
          if ((was == null) != (is == null)) {
            offerOrderByChange(is != null);
          }
        });
    orderCombo.setConverter(Titled.by(GalleryOrder::title));
    orderCombo.valueProperty().bindBidirectional(model.orderProperty());
    sizeSlider.valueProperty().bindBidirectional(model.thumbnailWidthProperty());
    verdicts.getChildren().add(verdict);
    verdict.valueProperty().addListener((o, was, is) -> change(f -> f.withVerdict(is)));
    model.filterProperty().addListener((o, was, is) -> showFilter(is));
    model.shownImagesProperty().addListener((o, was, is) -> showCounts(is));
    showFilter(model.filterProperty().get());
    showCounts(model.shownImagesProperty().get());
  }

  /** An order by what has changed only where something is compared with. */
  private void offerOrderByChange(boolean compared) {
    orderCombo.getItems().remove(GalleryOrder.MOST_CHANGED);
    if (compared) {
      orderCombo.getItems().add(GalleryOrder.MOST_CHANGED);
    }
  }

  private void change(java.util.function.UnaryOperator<GalleryFilter> how) {
    model.filterProperty().set(how.apply(model.filterProperty().get()));
  }

  private void showFilter(GalleryFilter filter) {
    verdict.valueProperty().set(filter.verdict());
    boolean chosen = filter.classIndex() >= 0;
    Shown.set(sideCombo, chosen);
    sideCombo.setValue(filter.side());
    for (LabelCount count : LabelCount.values()) {
      if (count.fewest == filter.fewest() && count.most == filter.most()) {
        labelCountCombo.setValue(count);
      }
    }
    if (!searchField.getText().equals(filter.text())) {
      searchField.setText(filter.text());
    }
  }

  private void showCounts(ShownImages shown) {
    boolean judged = shown.images().knownCount() > 0;
    for (Verdict each : Verdict.values()) {
      Integer count = shown.counts().get(each);
      ToggleButton button = verdict.button(each);
      button.setText(each.title() + (count == null ? "" : Units.text("  %,d", count)));
      Shown.set(button, (judged || !each.needsTruth()) && !each.needsBaseline());
    }
    orderCombo.setDisable(shown.images().size() == 0);
  }
}
