package org.tagwright.search;

import java.util.List;
import org.tagwright.process.ChildProcess;

/** Searches in a process of its own, which outlives the window that starts it. */
public final class SearchProcess {
  private SearchProcess() {}

  /** Begins a search, or continues one; what it prints goes to its log. */
  public static void start(SearchFolder folder) {
    new ChildProcess().start(List.of("search", folder.path().toString()), folder.log());
  }
}
