package org.tagwright.ui.search;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.tagwright.common.TagwrightException;
import org.tagwright.search.Importance;
import org.tagwright.search.SearchFolder;
import org.tagwright.search.SearchPlan;
import org.tagwright.search.SearchState;

/**
 * A search as read from its folder.
 *
 * @param plan {@code null} where it cannot be read
 * @param importance share of each setting by path, the greatest first; empty before there is enough
 * @param workedOn whether a process searches now
 * @param journalSize bytes that the journal had
 * @param problem why something could not be read, or {@code null}
 */
public record SearchDetails(
    SearchFolder folder,
    SearchPlan plan,
    SearchState state,
    Map<String, Double> importance,
    boolean workedOn,
    long journalSize,
    String problem) {

  /**
   * Reads what has changed.
   *
   * @param before the same search earlier, or {@code null}
   */
  static SearchDetails read(SearchFolder folder, SearchDetails before) {
    boolean workedOn = folder.isWorkedOn();
    long size = size(folder);
    if (before != null && before.journalSize == size) {
      return before.workedOn == workedOn ? before : before.with(workedOn);
    }
    try {
      SearchPlan plan = before == null || before.plan == null ? folder.readPlan() : before.plan;
      SearchState state = SearchState.read(folder);
      Map<String, Double> importance = Importance.of(plan.space(), state.trials());
      return new SearchDetails(folder, plan, state, importance, workedOn, size, null);
    } catch (TagwrightException e) {
      return new SearchDetails(
          folder, null, SearchState.NONE, Map.of(), workedOn, size, e.getMessage());
    }
  }

  private SearchDetails with(boolean now) {
    return new SearchDetails(folder, plan, state, importance, now, journalSize, problem);
  }

  private static long size(SearchFolder folder) {
    try {
      return Files.size(folder.journal());
    } catch (IOException e) {
      return -1; // not begun yet
    }
  }
}
