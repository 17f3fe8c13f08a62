/** Evaluating a checkpoint on labelled images: what to evaluate on, and what came of it. */
package org.tagwright.ui.evaluation;
