/**
 * What is known of a backbone without building it: its name, size and published weights. May use
 * the JDK and {@code common} only. The networks state their facts through a {@link
 * org.tagwright.config.backbone.BackboneFamily}.
 */
@NullMarked
package org.tagwright.config.backbone;

import org.jspecify.annotations.NullMarked;
