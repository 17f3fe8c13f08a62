package org.tagwright.ui.evaluation;

import org.tagwright.common.Progress;
import org.tagwright.evaluation.EvaluationService;
import org.tagwright.evaluation.EvaluationSummary;

/** Who evaluates a checkpoint. The window's is a child process; tests have their own. */
@FunctionalInterface
public interface Evaluator {
  /**
   * Evaluates and writes the report. Blocks.
   *
   * @throws org.tagwright.common.TagwrightException where checkpoint, images or labels will not do
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  EvaluationSummary evaluate(EvaluationService.Request request, Progress progress);
}
