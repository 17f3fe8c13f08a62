package org.tagwright.suspects;

/** What a person has decided of a suspect label. */
public enum Verdict {
  /** The suggestion was right, and the label is changed. */
  ACCEPTED("accepted"),
  /** The label is right as it is. */
  KEPT("kept"),
  /** Nobody can tell. */
  UNKNOWN("unknown"),
  /** Left for another time. */
  SKIPPED("skipped");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** Lower-case, for files and people. */
  public String word() {
    return word;
  }
}
