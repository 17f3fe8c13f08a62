package org.tagwright.ui.data.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.survey.ImageSurvey.SizeCount;
import org.tagwright.data.survey.SurveyFindings;
import org.tagwright.ui.common.widget.SideScroll;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.data.sample.SampleThumb;
import org.tagwright.ui.image.ThumbnailCache;

/** How large the images are and of what shape, with the smallest and the largest of them. */
public final class SizesPage extends HBox {
  private static final double CARD_WIDTH = 108;
  private static final int CARDS = 3;

  private final ThumbnailCache thumbnails;
  private final IntConsumer open;
  private final Label sum = Texts.wrapping("", "muted", "small");
  private final Label pointed = Texts.empty("small");
  private final SizeScatter scatter;
  private final ShapeBars shapes = new ShapeBars();
  private final FlowPane smallest = new FlowPane(8, 8);
  private final FlowPane largest = new FlowPane(8, 8);

  /**
   * @param open is asked to show a sample
   */
  public SizesPage(ThumbnailCache thumbnails, IntConsumer open) {
    this.thumbnails = thumbnails;
    this.open = open;
    setSpacing(14);
    scatter = new SizeScatter(this::point, open);
    VBox.setVgrow(scatter, Priority.ALWAYS);
    VBox left = new VBox(8, Texts.of("Width and height", "card-title"), sum, scatter, pointed);
    left.getStyleClass().add("card");
    HBox.setHgrow(left, Priority.ALWAYS);
    VBox shape = new VBox(10, Texts.of("Shape, width : height", "card-title"), shapes);
    shape.getStyleClass().add("card");
    VBox.setVgrow(shape, Priority.ALWAYS);
    VBox ends =
        new VBox(
            8,
            Texts.of("Smallest", "card-title"),
            smallest,
            Texts.of("Largest", "card-title"),
            largest);
    ends.getStyleClass().add("card");
    ends.setMinHeight(USE_PREF_SIZE);
    VBox right = new VBox(14, shape, ends);
    getChildren().addAll(left, new SideScroll(right, 400));
    point(null);
  }

  public void show(SurveyFindings facts, int inputSide) {
    List<SizeCount> byArea = facts.byArea();
    DatasetIndex index = facts.stats().report().index();
    scatter.show(byArea, inputSide);
    shapes.show(facts.shapes(), facts.images());
    sum.setText(sum(facts, inputSide));
    smallest.getChildren().setAll(cards(index, byArea.subList(0, Math.min(CARDS, byArea.size()))));
    List<SizeCount> last = new ArrayList<>(byArea);
    java.util.Collections.reverse(last);
    largest.getChildren().setAll(cards(index, last.subList(0, Math.min(CARDS, last.size()))));
    point(null);
  }

  private static String sum(SurveyFindings facts, int inputSide) {
    if (facts.images() == 0) {
      return "No image could be decoded.";
    }
    SizeCount usual = facts.survey().sizes().get(0);
    int small = facts.smallerThan(inputSide);
    int unreadable = facts.survey().unreadable().size();
    return Units.text(
            "%,d images in %,d sizes, most often %s (%.0f%%). %s the network's input of %d"
                + " pixels.",
            facts.images(),
            facts.survey().sizes().size(),
            words(usual),
            100.0 * usual.count() / facts.images(),
            small == 0
                ? "None has a side shorter than"
                : Units.text("%,d have a side shorter than", small),
            inputSide)
        + (unreadable == 0 ? "" : Units.text(" %,d cannot be decoded.", unreadable));
  }

  private static String words(SizeCount size) {
    return size.width() + " × " + size.height();
  }

  private void point(SizeCount size) {
    pointed.setText(
        size == null
            ? "Point at a dot, or use the arrow keys; Enter shows an image of that size."
            : words(size) + " pixels: " + Units.count(size.count(), "image"));
  }

  private List<Button> cards(DatasetIndex index, List<SizeCount> sizes) {
    return sizes.stream().map(size -> card(index, size)).toList();
  }

  private Button card(DatasetIndex index, SizeCount size) {
    SampleThumb image = new SampleThumb(thumbnails, CARD_WIDTH);
    image.show(index.image(size.sample()));
    Button card = new Button(words(size), image);
    card.getStyleClass().add("size-card");
    String name = index.name(size.sample());
    String more = size.count() == 1 ? "" : Units.text(", and %,d more", size.count() - 1);
    card.setTooltip(new Tooltip(name + more));
    card.setAccessibleText(words(size) + " pixels: " + name);
    card.setOnAction(e -> open.accept(size.sample()));
    return card;
  }
}
