package org.tagwright.ui.data;

import java.util.stream.IntStream;
import javafx.scene.control.ComboBox;
import org.tagwright.common.Units;
import org.tagwright.data.survey.DataStats;
import org.tagwright.ui.common.Titled;

/** The choice of the class whose samples are shown, and the samples that follow it. */
final class ClassFilter {
  private final ComboBox<Integer> choice;
  private final DataModel model;
  private final SamplesPage samples;

  ClassFilter(ComboBox<Integer> choice, DataModel model, SamplesPage samples) {
    this.choice = choice;
    this.model = model;
    this.samples = samples;
    choice.setConverter(Titled.by(this::title));
    choice.valueProperty().bindBidirectional(model.sampleClassProperty());
    model.sampleClassProperty().addListener((o, was, is) -> showSamples());
  }

  /** Offers the classes of a data set; what was chosen stays, where it has that class too. */
  void show(DataStats stats) {
    Integer chosen = model.sampleClassProperty().get();
    choice.getItems().setAll(DataStats.ALL_CLASSES, DataStats.NO_CLASS);
    choice.getItems().addAll(IntStream.range(0, stats.classes().size()).boxed().toList());
    boolean known = chosen != null && chosen < stats.classes().size();
    model.sampleClassProperty().set(known ? chosen : DataStats.ALL_CLASSES);
    showSamples();
  }

  /** Counts are others after an edit; the samples listed stay, so that none vanishes at once. */
  void follow() {
    choice.setConverter(Titled.by(this::title));
  }

  private String title(Integer k) {
    DataStats stats = model.statsProperty().get();
    if (k == DataStats.NO_CLASS) {
      int without = stats == null ? 0 : stats.report().withoutClasses();
      return Units.text("No class at all  (%,d)", without);
    }
    if (k < 0 || stats == null) {
      return "All classes";
    }
    DataStats.ClassCount count = stats.classes().get(k);
    return Units.text("%s  (%,d)", count.name(), count.both());
  }

  private void showSamples() {
    DataStats stats = model.statsProperty().get();
    Integer chosen = model.sampleClassProperty().get();
    if (stats != null && chosen != null) {
      samples.show(stats.samplesOf(chosen), chosen);
    }
  }
}
