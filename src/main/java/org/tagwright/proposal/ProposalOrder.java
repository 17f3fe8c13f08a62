package org.tagwright.proposal;

/** Which new image comes first. */
public enum ProposalOrder {
  /** The one whose labels the network is least sure of. */
  UNCERTAIN("Least certain"),
  /** The one whose scores are farthest from those of all images before it. */
  DIFFERENT("Most different"),
  /** The one with the highest score of a class. */
  CLASS("Highest score of the class");

  private final String title;

  ProposalOrder(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
