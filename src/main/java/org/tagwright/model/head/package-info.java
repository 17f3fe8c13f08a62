/**
 * What turns the last feature maps into logits. Uses {@code model.layer} and {@code
 * model.backbone}.
 */
package org.tagwright.model.head;
