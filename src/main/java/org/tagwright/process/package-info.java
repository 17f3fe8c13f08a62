/**
 * Child processes of the program: how they are started, and what one that failed said. Uses {@code
 * common}.
 */
@NullMarked
package org.tagwright.process;

import org.jspecify.annotations.NullMarked;
