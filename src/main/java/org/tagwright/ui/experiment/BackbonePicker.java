package org.tagwright.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings.WeightsVersion;
import org.tagwright.config.ScheduleSettings;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.experiment.backbone.BackboneModel;
import org.tagwright.ui.experiment.backbone.BackboneOffer;
import org.tagwright.ui.experiment.backbone.BackboneSheet;

/** The chosen backbone with what is known of it; a click opens the sheet with all of them. */
final class BackbonePicker extends HBox {
  /** What preprocessing as published means in the form. */
  private static final Map<String, String> AS_PUBLISHED =
      Map.of(
          "data.imageSize", "auto",
          "data.resize", "crop",
          "data.resizeSize", "auto",
          "data.interpolation", "auto");

  private final ExperimentModel model;
  private final Sheets sheets;
  private final FieldModel field;
  private final Label name = Texts.of("", "strong");
  private final Label facts = Texts.of("", "muted", "small");
  private final Label here = Texts.whole("Weights here", "small", "at-hand");
  private final Button fetch;
  private final Button choose;

  BackbonePicker(FieldModel field, ExperimentModel model, Sheets sheets) {
    this.field = field;
    this.model = model;
    this.sheets = sheets;
    getStyleClass().add("backbone-picker");
    here.setGraphic(new FontIcon("mdi2c-check-circle-outline"));
    fetch =
        Buttons.of(
            "Get weights",
            "mdi2d-download-outline",
            () -> model.forecast().fetch(field.values().get(0)),
            "flat",
            "fetch");
    fetch.setMinWidth(USE_PREF_SIZE);
    choose = Buttons.of("Choose…", "mdi2l-layers-search-outline", this::open);
    choose.setId("chooseBackbone");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setTooltip(new Tooltip("All backbones, with accuracy, size and speed"));
    choose.setAccessibleText("Choose a backbone");
    VBox words = new VBox(2, name, facts);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(words, new Row(4, here, fetch), choose);
    setOnMouseClicked(e -> open());
    field.textProperty().addListener(e -> show());
    model.forecast().findingsProperty().addListener(e -> show());
    show();
  }

  private void show() {
    List<BackboneOffer> chosen =
        offers().stream().filter(offer -> field.values().contains(offer.facts().name())).toList();
    Forecast.Findings found = model.forecast().findingsProperty().get();
    boolean single = chosen.size() == 1;
    name.setText(String.join(", ", field.values()));
    facts.setText(single ? inWords(chosen.get(0)) : chosen.size() + " backbones, each a run");
    boolean atHand = single && chosen.get(0).atHand();
    Shown.set(here, found != null && atHand);
    Shown.set(fetch, found != null && single && !atHand);
    if (single) {
      fetch.setTooltip(
          new Tooltip(
              Units.text(
                  "Download torchvision's weights of %s, %d MB",
                  field.text(), chosen.get(0).weights().megabytes())));
    }
  }

  private static String inWords(BackboneOffer offer) {
    return Units.text(
        "%s · %.1f M weights · %.1f%% on ImageNet",
        offer.family(), offer.facts().parameters() / 1e6, offer.weights().top1());
  }

  /** All of them, with what is known at this moment. */
  private List<BackboneOffer> offers() {
    ExperimentConfig config = model.draftProperty().get().first();
    Forecast.Findings found = model.forecast().findingsProperty().get();
    Map<String, Boolean> atHand = found == null ? Map.of() : found.atHand();
    Map<String, Double> speeds = found == null ? Map.of() : found.speeds();
    boolean first = config.model().weights() == WeightsVersion.V1;
    List<BackboneOffer> offers = new ArrayList<>();
    BackboneFacts.byFamily()
        .forEach(
            (family, members) ->
                members.forEach(
                    each ->
                        offers.add(
                            new BackboneOffer(
                                family,
                                each,
                                each.weights(first),
                                atHand.getOrDefault(each.name(), false),
                                ScheduleSettings.memoryBytes(config, each.name()),
                                speeds.containsKey(each.name())
                                    ? OptionalDouble.of(speeds.get(each.name()))
                                    : OptionalDouble.empty()))));
    return offers;
  }

  private void open() {
    boolean asPublished =
        AS_PUBLISHED.entrySet().stream()
            .allMatch(each -> model.field(each.getKey()).text().equals(each.getValue()));
    BackboneModel all =
        new BackboneModel(
            offers(),
            field.values(),
            asPublished,
            (names, wanted) -> {
              field.textProperty().set(String.join(", ", names));
              if (wanted != asPublished) {
                AS_PUBLISHED.forEach((path, value) -> preprocess(path, wanted ? value : null));
              }
            });
    sheets.showLarge(new BackboneSheet(all, sheets::close));
  }

  private void preprocess(String path, String value) {
    if (value == null) {
      model.field(path).reset();
    } else {
      model.field(path).textProperty().set(value);
    }
  }
}
