/**
 * A run that a cluster's scheduler works on, as its folder tells of it: the job and what the
 * scheduler said of it last, which job may write, and its sign of life. Part of {@code run}.
 */
@NullMarked
package org.tagwright.run.job;

import org.jspecify.annotations.NullMarked;
