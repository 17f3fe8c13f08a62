package org.tagwright.ui.common;

import java.util.List;

/** The pages of the window. */
public enum ViewId {
  WELCOME("Welcome", "mdi2t-tag-multiple", "What Tagwright does and where to begin"),
  DATA("Data", "mdi2d-database-outline", "Check the data set and look at it"),
  EXPERIMENT("Experiment", "mdi2f-flask-outline", "Set up a training run"),
  RUNS("Runs", "mdi2c-chart-line", "Watch and steer training"),
  RESULTS("Results", "mdi2t-table-large", "Compare checkpoints"),
  GALLERY("Gallery", "mdi2i-image-multiple-outline", "See what a checkpoint predicts"),
  REVIEW("Review", "mdi2t-tag-search-outline", "Find wrong labels and fix them"),
  GUIDE("Guide", "mdi2b-book-open-page-variant-outline", "Whole tasks, step by step");

  /** Those in the side navigation, in order. */
  public static final List<ViewId> NAVIGATION =
      List.of(DATA, EXPERIMENT, RUNS, RESULTS, GALLERY, REVIEW);

  private final String title;
  private final String icon;
  private final String purpose;

  ViewId(String title, String icon, String purpose) {
    this.title = title;
    this.icon = icon;
    this.purpose = purpose;
  }

  public String title() {
    return title;
  }

  /** Ikonli literal. */
  public String icon() {
    return icon;
  }

  /** One line for the tooltip. */
  public String purpose() {
    return purpose;
  }

  /** Its FXML file, {@code fxml/<name>.fxml}. */
  public String fxml() {
    return name().toLowerCase(java.util.Locale.ROOT) + ".fxml";
  }
}
