/**
 * The networks: what they are made of, how they start, what they weigh, and how they tag images.
 *
 * <p>{@link org.tagwright.model.Backbone} names the architectures (built in {@code model.backbone}
 * from the vocabulary of {@code model.layer}); {@link org.tagwright.model.Classifier} is one of
 * them with its head on a device. May use config, data, torchfile and DJL.
 */
package org.tagwright.model;
