package org.tagwright.ui.data.survey;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.survey.Duplicates;
import org.tagwright.data.survey.SurveyFindings;
import org.tagwright.data.survey.SurveyFindings.Which;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.data.sample.SampleCard;
import org.tagwright.ui.image.ThumbnailCache;

/** Samples that show the same image, one row per group, side by side. */
public final class DuplicatesPage extends VBox {
  private static final double CARD_WIDTH = 172;

  /** More of the same tells nothing more; the large view has them all. */
  private static final int MOST_CARDS = 12;

  private final ThumbnailCache thumbnails;
  private final Problems problems;
  private final BiConsumer<Duplicates, Integer> open;
  private final Label sum = Texts.empty("muted");
  private final Map<Which, ToggleButton> filters = new EnumMap<>(Which.class);
  private final ListView<Duplicates> list = new ListView<>();
  private SurveyFindings facts;
  private Which which = Which.ALL;

  /**
   * @param open is asked to show the samples of a group, beginning with one of them
   */
  public DuplicatesPage(
      ThumbnailCache thumbnails, Problems problems, BiConsumer<Duplicates, Integer> open) {
    this.problems = problems;
    this.thumbnails = thumbnails;
    this.open = open;
    setSpacing(12);
    list.getStyleClass().add("duplicate-list");
    list.setAccessibleText("Groups of samples with the same image");
    list.setCellFactory(view -> new Cell());
    list.setPlaceholder(new Label());
    list.setOnKeyPressed(
        e -> {
          Duplicates selected = list.getSelectionModel().getSelectedItem();
          if (e.getCode() == KeyCode.ENTER && selected != null) {
            open.accept(selected, 0);
            e.consume();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(head(), list);
  }

  private HBox head() {
    HBox segments = new HBox();
    segments.getStyleClass().add("segments");
    segments.setMinWidth(USE_PREF_SIZE);
    segments.setMaxHeight(USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    for (Which each : Which.values()) {
      ToggleButton button = new ToggleButton(each.title());
      button.getStyleClass().add("segment");
      button.setToggleGroup(group);
      button.setOnAction(e -> choose(each));
      filters.put(each, button);
      segments.getChildren().add(button);
    }
    Button copy = new Button("Copy list", new FontIcon("mdi2c-content-copy"));
    copy.setMinWidth(USE_PREF_SIZE);
    copy.setTooltip(new Tooltip("Copy the groups with paths and labels, for a spreadsheet"));
    copy.disableProperty().bind(Bindings.isEmpty(list.getItems()));
    copy.setOnAction(e -> copy());
    return new Row(12, segments, sum, new Spacer(), copy);
  }

  public void show(SurveyFindings fresh) {
    facts = fresh;
    filters.forEach(
        (each, button) ->
            button.setText(Units.text("%s  %,d", each.title(), fresh.duplicates(each).size())));
    choose(which);
  }

  private void choose(Which chosen) {
    which = chosen;
    filters.get(chosen).setSelected(true);
    list.getItems().setAll(facts.duplicates(chosen));
    ((Label) list.getPlaceholder())
        .setText(
            switch (chosen) {
              case ALL -> "No two samples are duplicates.";
              case CROSSING -> "No image is in both training and validation.";
              case DISPUTED -> "Duplicates have the same labels.";
            });
    sum.setText(
        facts.duplicates().isEmpty()
            ? ""
            : Units.text("%,d of %,d samples are duplicates", facts.duplicated(), facts.images()));
    if (!list.getItems().isEmpty()) {
      list.getSelectionModel().select(0);
      list.scrollTo(0);
    }
  }

  private void copy() {
    ClipboardText.copy(facts.toTsv(which));
    problems.note("Copied");
  }

  /** A group: what is to be said about it, and its samples side by side. */
  private final class Cell extends ListCell<Duplicates> {
    private final HBox badges = new HBox(8);
    private final HBox cards = new HBox(8);
    private final VBox group = new VBox(8, badges, cards);

    Cell() {
      getStyleClass().add("duplicate-cell");
      group.getStyleClass().add("duplicate-group");
      badges.setAlignment(Pos.CENTER_LEFT);
      cards.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Duplicates item, boolean empty) {
      super.updateItem(item, empty);
      cards.getChildren().forEach(card -> ((SampleCard) card).clear());
      cards.getChildren().clear();
      badges.getChildren().clear();
      if (empty || item == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      DatasetIndex index = facts.stats().report().index();
      badge(
          item.samples().size() + (item.exact() ? " × the same pixels" : " × nearly the same"), "");
      if (item.crosses()) {
        badge("in train and validation", "danger");
      }
      if (!item.disputed().isEmpty()) {
        badge("labels differ", "warning");
      }
      for (int place = 0; place < Math.min(MOST_CARDS, item.samples().size()); place++) {
        cards.getChildren().add(card(index, item, place));
      }
      setAccessibleText(
          item.samples().size()
              + " samples, first "
              + index.name(item.samples().get(0))
              + (item.crosses() ? ", in train and validation" : "")
              + (item.disputed().isEmpty() ? "" : ", labels differ"));
      setGraphic(group);
    }

    private void badge(String text, String style) {
      badges.getChildren().add(Texts.of(text, "badge", style));
    }

    private SampleCard card(DatasetIndex index, Duplicates group, int place) {
      int sample = group.samples().get(place);
      SampleCard card = SampleCard.wide(thumbnails, CARD_WIDTH);
      String part = facts.stats().validates(sample) ? "val" : "train";
      card.show(index, sample, part + "  ·  " + index.name(sample), -1, group.disputed());
      card.setOnMouseClicked(
          e -> {
            if (e.getClickCount() == 2) {
              open.accept(group, place);
            }
          });
      return card;
    }
  }
}
