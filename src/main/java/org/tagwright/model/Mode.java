package org.tagwright.model;

/** What a batch is run through the network for. */
public enum Mode {
  /** All weights learn. */
  TRAIN,
  /**
   * Only the head learns: the backbone runs with its batch-norm statistics fixed and nothing
   * dropped, and no gradients are recorded through it.
   */
  TRAIN_FROZEN_BACKBONE,
  /** Nothing learns, nothing is dropped, nothing is recorded. */
  EVALUATE
}
