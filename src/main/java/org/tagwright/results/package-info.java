/**
 * Reading what training left behind: the checkpoints under a folder as a table to sort, filter and
 * group, and the report of an evaluation. May use {@code config}, {@code metric}, {@code torchfile}
 * and tablesaw, which shows in no signature: callers get plain records.
 */
@NullMarked
package org.tagwright.results;

import org.jspecify.annotations.NullMarked;
