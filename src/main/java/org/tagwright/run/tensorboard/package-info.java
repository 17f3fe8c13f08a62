/**
 * Event files that TensorBoard opens, made from a run's events like every other view of it. May use
 * {@code run}, {@code config} and {@code metric}.
 */
package org.tagwright.run.tensorboard;
