package org.tagwright.ui.common;

/** How work in the background says how far it is and hears that it is no longer wanted. */
public interface JobProgress {
  /**
   * @param what such as "Reading labels"
   * @param done of {@code total}; a {@code total} of 0 or less means unknown
   */
  void update(String what, long done, long total);

  /** Whether the person pressed Cancel: return as soon as is clean. */
  boolean cancelled();
}
