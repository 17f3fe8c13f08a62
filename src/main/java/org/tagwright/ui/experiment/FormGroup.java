package org.tagwright.ui.experiment;

/** The cards of the form, in order. */
public enum FormGroup {
  MODEL("Model", "mdi2l-layers-outline"),
  DATA("Data", "mdi2d-database-outline"),
  SCHEDULE("Schedule", "mdi2c-calendar-clock"),
  LEARNING_RATE("Learning rate", "mdi2c-chart-bell-curve-cumulative"),
  VALIDATION("Validation & stopping", "mdi2f-flag-checkered"),
  THRESHOLD("Threshold", "mdi2t-tune-variant"),
  OUTPUT("Output", "mdi2f-folder-outline");

  private final String title;
  private final String icon;

  FormGroup(String title, String icon) {
    this.title = title;
    this.icon = icon;
  }

  public String title() {
    return title;
  }

  public String icon() {
    return icon;
  }
}
