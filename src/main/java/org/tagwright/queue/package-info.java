/**
 * Starting, queueing, stopping and resuming runs. Uses {@code process}, {@code run}, {@code config}
 * and what those use.
 */
@NullMarked
package org.tagwright.queue;

import org.jspecify.annotations.NullMarked;
