package org.tagwright.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks whether what even a headless window draws with is on this machine. */
final class UiAvailable implements ExecutionCondition {
  private static final List<String> LIBRARIES =
      List.of("libfreetype.so.6", "libfontconfig.so.1", "libpangoft2-1.0.so.0");
  private static final List<String> MISSING = missing();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (MISSING.isEmpty()) {
      return ConditionEvaluationResult.enabled("a window can be drawn");
    }
    String reason =
        "UI tests need "
            + String.join(", ", MISSING)
            + " (apt-get install libfreetype6 libfontconfig1 libpangoft2-1.0-0)";
    if (Boolean.getBoolean("tagwright.ui.required")) {
      throw new IllegalStateException(reason);
    }
    System.out.println("SKIPPED " + context.getDisplayName() + ": " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static List<String> missing() {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return List.of();
    }
    try {
      Process process = new ProcessBuilder("/sbin/ldconfig", "-p").start();
      String known = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      List<String> missing = new ArrayList<>(LIBRARIES);
      missing.removeIf(known::contains);
      return missing;
    } catch (IOException e) {
      // No ldconfig: let the test find out.
      return List.of();
    }
  }
}
