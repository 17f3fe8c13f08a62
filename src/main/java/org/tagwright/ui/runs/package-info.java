/**
 * Watching and steering runs. Everything shown is read from run folders four times a second off the
 * FX thread ({@link org.tagwright.ui.runs.RunMonitor}); nothing is heard from a trainer.
 */
package org.tagwright.ui.runs;
