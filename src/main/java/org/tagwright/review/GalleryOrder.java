package org.tagwright.review;

/** The order of the images. */
public enum GalleryOrder {
  NAME("Name"),
  LEAST_CERTAIN("Least certain first"),
  HIGHEST_LOSS("Highest loss first"),
  HIGHEST_SCORE("Highest score first"),
  MOST_LABELS("Most labels first"),
  FEWEST_LABELS("Fewest labels first"),
  MOST_CHANGED("Most changed first");

  private final String title;

  GalleryOrder(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
