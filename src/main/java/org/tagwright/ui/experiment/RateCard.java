package org.tagwright.ui.experiment;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.plot.PlotAxis;
import org.tagwright.ui.common.plot.PlotCard;
import org.tagwright.ui.common.plot.PlotContent;
import org.tagwright.ui.common.plot.PlotLink;
import org.tagwright.ui.common.plot.PlotMark;
import org.tagwright.ui.common.plot.PlotRange;
import org.tagwright.ui.common.plot.PlotSeries;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Shown;

/** Finds a learning rate: the loss by rate, and the suggestion to be applied with a click. */
final class RateCard extends VBox {
  private final ExperimentModel model;
  private final PlotLink link = new PlotLink();
  private final PlotCard curve = new PlotCard("Loss by learning rate", link);
  private final Button use = Buttons.of("Use", this::apply, "accent", "small");

  RateCard(ExperimentModel model) {
    super(8);
    this.model = model;
    Button find =
        Buttons.of(
            "Find a learning rate", "mdi2c-chart-bell-curve", model.forecast()::findRate, "small");
    Buttons.explained(
        find, "Trains up to 100 steps at a rising rate and suggests where the loss falls fastest");
    find.setId("find-rate");
    use.setId("use-rate");
    use.setMinWidth(USE_PREF_SIZE);
    link.xKindProperty().set(PlotAxis.Kind.LOG);
    curve.setMinHeight(220);
    curve.tool(use);
    getChildren().addAll(find, curve);
    model
        .draftProperty()
        .addListener(e -> find.setDisable(model.draftProperty().get().runs().isEmpty()));
    find.setDisable(model.draftProperty().get().runs().isEmpty());
    model.forecast().triedRatesProperty().addListener((all, old, found) -> show(found));
    show(model.forecast().triedRatesProperty().get());
  }

  private void show(TriedRates found) {
    Shown.set(curve, found != null && found.rates().length > 1);
    Shown.set(use, found != null && found.suggestion() != null);
    if (found == null || found.rates().length < 2) {
      return;
    }
    double[] rates = found.rates();
    link.wholeProperty().set(new PlotRange(rates[0], rates[rates.length - 1]));
    List<PlotMark> marks = List.of();
    if (found.suggestion() != null) {
      String text = TriedRates.text(found.suggestion());
      use.setText("Use " + text);
      marks = List.of(new PlotMark(found.suggestion(), "falls fastest: " + text));
    }
    PlotSeries line = new PlotSeries("Loss", 0, PlotSeries.Style.LINE, rates, found.losses());
    curve.plot().contentProperty().set(new PlotContent(List.of(line), marks, List.of()));
  }

  private void apply() {
    model
        .forecast()
        .triedRatesProperty()
        .get()
        .settings(model.draftProperty().get().first().training())
        .forEach((path, value) -> model.field(path).textProperty().set(value));
  }
}
