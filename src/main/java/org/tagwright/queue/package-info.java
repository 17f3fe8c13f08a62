/**
 * Starting, queueing, stopping and resuming runs. Uses {@code process}, {@code run}, {@code config}
 * and what those use.
 */
package org.tagwright.queue;
