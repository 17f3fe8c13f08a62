/**
 * New images for a data set: what a checkpoint proposes as their labels, in the order that teaches
 * most, and how they become training data. What window and terminal both call. Uses {@code
 * prediction} and what that uses.
 */
@NullMarked
package org.tagwright.proposal;

import org.jspecify.annotations.NullMarked;
