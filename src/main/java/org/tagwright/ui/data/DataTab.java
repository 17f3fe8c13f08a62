package org.tagwright.ui.data;

/** The pages of the view. */
enum DataTab {
  OVERVIEW(1, "Overview", "How often each class occurs"),
  PROBLEMS(2, "Problems", "What is wrong with the data"),
  SIZES(3, "Sizes", "How large the images are"),
  DUPLICATES(4, "Duplicates", "Samples that show the same image"),
  SAMPLES(5, "Samples", "Images with their labels, by class"),
  COOCCURRENCE(6, "Co-occurrence", "Which classes occur together");

  private final int number;
  private final String title;
  private final String purpose;

  DataTab(int number, String title, String purpose) {
    this.number = number;
    this.title = title;
    this.purpose = purpose;
  }

  /** Not Ctrl: that leads to the views of the window. */
  String keys() {
    return "Alt+" + number;
  }

  String title() {
    return title;
  }

  String purpose() {
    return purpose;
  }
}
