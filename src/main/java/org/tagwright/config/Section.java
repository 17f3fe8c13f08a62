package org.tagwright.config;

/** The groups in which people read the settings, in order. Files have their own. */
public enum Section {
  MODEL("Model"),
  DATA("Data"),
  AUGMENTATION("Augmentation"),
  SCHEDULE("Schedule"),
  LEARNING_RATE("Learning rate"),
  OPTIMIZER("Optimizer"),
  LOSS("Loss"),
  VALIDATION("Validation and stopping"),
  THRESHOLD("Threshold"),
  OUTPUT("Output");

  private final String title;

  Section(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
