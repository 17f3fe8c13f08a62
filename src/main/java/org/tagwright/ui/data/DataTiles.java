package org.tagwright.ui.data;

import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.data.DatasetReport;
import org.tagwright.data.survey.DataStats;
import org.tagwright.data.survey.SurveyFindings;
import org.tagwright.ui.common.widget.Texts;

/** The numbers of a data set at a glance, and what is remarkable about them. */
final class DataTiles {
  private final HBox tiles;
  private final FlowPane notes;

  DataTiles(HBox tiles, FlowPane notes) {
    this.tiles = tiles;
    this.notes = notes;
  }

  /**
   * @param facts may be {@code null}: nobody looked at the images yet
   */
  void show(DataStats stats, SurveyFindings facts) {
    DatasetReport report = stats.report();
    tiles
        .getChildren()
        .setAll(
            tile(report.index().size(), "Samples", ""),
            tile(stats.train(), "Train", ""),
            tile(stats.validation(), "Validate", ""),
            tile(stats.classesPresent(), "of " + stats.classes().size() + " classes occur", ""),
            tile(Units.decimal(stats.meanLabels(), 2), "Labels per image", ""),
            tile(
                report.problems().size(),
                "Problems",
                report.clean() ? "success-text" : "danger-text"));
    notes.getChildren().clear();
    note(report.leftOut(), "sample", "left out: not usable", "danger");
    if (facts != null) {
      note(
          facts.duplicates(SurveyFindings.Which.CROSSING).size(),
          "image",
          "in both train and validation",
          "danger");
      note(
          facts.duplicates(SurveyFindings.Which.DISPUTED).size(),
          "image",
          "with differing labels",
          "warning");
    }
    note(report.withoutClasses(), "sample", "without any class (kept)", "");
    note(report.imagesWithoutLabels(), "image", "without a label file (not used)", "");
    note(
        report.turned(),
        "image",
        report.orientation() == ExifOrientation.APPLY
            ? "turned upright by its EXIF orientation"
            : "with an EXIF orientation that is ignored (set EXIF orientation to apply)",
        report.orientation() == ExifOrientation.APPLY ? "" : "warning");
    note(stats.unvalidated().size(), "class", "missing from validation", "warning");
    notes.setManaged(!notes.getChildren().isEmpty());
  }

  private void note(int count, String thing, String what, String style) {
    if (count > 0) {
      notes.getChildren().add(Texts.of(Units.count(count, thing) + " " + what, "badge", style));
    }
  }

  private static VBox tile(int number, String title, String style) {
    return tile(Units.count(number), title, style);
  }

  private static VBox tile(String number, String title, String style) {
    return new VBox(Texts.of(number, "big-number", style), Texts.of(title, "muted", "small"));
  }
}
