package org.tagwright.doctor;

/**
 * What was found about the machine, and what to do about it.
 *
 * @param advice empty where there is nothing to do
 */
public record Finding(Kind kind, String what, String advice) {
  /** How bad it is. */
  public enum Kind {
    GOOD,
    NOTE,
    PROBLEM
  }

  static Finding good(String what) {
    return new Finding(Kind.GOOD, what, "");
  }

  static Finding note(String what, String advice) {
    return new Finding(Kind.NOTE, what, advice);
  }

  static Finding problem(String what, String advice) {
    return new Finding(Kind.PROBLEM, what, advice);
  }
}
