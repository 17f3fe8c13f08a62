package org.tagwright.train.speed;

/**
 * The steps since the last reading.
 *
 * @param losses one mean loss a step, in order
 * @param images how many were trained on
 * @param waitingNanos time that the steps waited for data
 */
public record StepReading(float[] losses, long images, long waitingNanos) {}
