/**
 * What a checkpoint is: its name, its fields and metadata, when it replaces an older one, and its
 * thresholds. Uses {@code common}, {@code metric}, {@code config}, {@code torchfile} and {@code
 * run}.
 */
@NullMarked
package org.tagwright.checkpoint;

import org.jspecify.annotations.NullMarked;
