package org.tagwright.config;

import java.util.List;

/** The checks. */
public final class ConfigCheck {
  private ConfigCheck() {}

  /** Every problem of the configuration, in the order of its fields. */
  public static List<ConfigProblem> check(ExperimentConfig config) {
    return List.of();
  }
}
