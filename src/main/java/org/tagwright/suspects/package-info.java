/**
 * Labels that are probably wrong: scores of every training image by a network that has not seen it,
 * what contradicts them, and what a person has decided of it. What window and terminal both call.
 * Uses {@code prediction}, {@code queue} and what those use.
 */
@NullMarked
package org.tagwright.suspects;

import org.jspecify.annotations.NullMarked;
