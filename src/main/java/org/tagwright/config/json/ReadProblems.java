package org.tagwright.config.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tagwright.common.TagwrightException;

/** Collects what is wrong with a configuration's text, so that all of it is told at once. */
public final class ReadProblems {
  private record Entry(int line, ConfigProblem problem) {
    @Override
    public String toString() {
      return line > 0 ? "line " + line + ": " + problem : problem.toString();
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /** {@code line} 0: there is no file. */
  public void add(int line, String field, String message) {
    entries.add(new Entry(line, new ConfigProblem(field, message)));
  }

  public List<ConfigProblem> problems() {
    return entries.stream().map(Entry::problem).toList();
  }

  /** Throws one error that tells every problem, if there is any. */
  public void throwIfAny(String sourceName) {
    if (entries.size() == 1) {
      Entry only = entries.get(0);
      throw TagwrightException.input(sourceName + (only.line() > 0 ? ", " : ": ") + only);
    }
    if (!entries.isEmpty()) {
      entries.sort(Comparator.comparingInt(Entry::line));
      StringBuilder text = new StringBuilder();
      text.append(sourceName).append(" has ").append(entries.size()).append(" problems:");
      entries.forEach(entry -> text.append("\n  ").append(entry));
      throw TagwrightException.input(text.toString());
    }
  }
}
