package org.tagwright.run;

import java.time.Instant;

/**
 * An event as the log has it.
 *
 * @param seq position in the log, from 1, without gaps over resumes
 */
public record LoggedEvent(long seq, Instant time, RunEvent event) {}
