/**
 * A run is a folder: its file names, its events and the reading of them.
 *
 * <p>The trainer appends {@link org.tagwright.run.RunEvent}s through the one {@link
 * org.tagwright.run.EventLog}; everybody else follows the file with an {@link
 * org.tagwright.run.EventTail} and folds it to a {@link org.tagwright.run.RunState}. Status is
 * derived from events and lock, never stored. May use {@code config}, {@code metric} and the JSON
 * library.
 */
@NullMarked
package org.tagwright.run;

import org.jspecify.annotations.NullMarked;
