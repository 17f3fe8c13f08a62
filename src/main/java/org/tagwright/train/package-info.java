/**
 * Training: the loop, what it decides by (plans, early stopping, the checkpoint policy) and the
 * network that it trains. The loop knows the network only as a {@link org.tagwright.train.Trainee};
 * everything that happens leaves as an event. May use all packages from {@code config} to {@code
 * model}, and DJL.
 */
package org.tagwright.train;
