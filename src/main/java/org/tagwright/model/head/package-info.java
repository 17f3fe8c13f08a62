/**
 * What turns the last feature maps into logits. Uses {@code model.layer} and {@code
 * model.backbone}.
 */
@NullMarked
package org.tagwright.model.head;

import org.jspecify.annotations.NullMarked;
