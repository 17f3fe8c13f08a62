/**
 * Resizing as PIL does it, on packed rows of samples. May use the JDK and {@code config.backbone}
 * only.
 */
@NullMarked
package org.tagwright.image.resample;

import org.jspecify.annotations.NullMarked;
