/**
 * Child processes of the program: how they are started, and the last words of one that failed. Uses
 * {@code common}.
 */
@NullMarked
package org.tagwright.process;

import org.jspecify.annotations.NullMarked;
