/**
 * Event files that TensorBoard opens, made from a run's events like every other view of it. May use
 * {@code run}, {@code config} and {@code metric}.
 */
@NullMarked
package org.tagwright.run.tensorboard;

import org.jspecify.annotations.NullMarked;
