/** The architectures, each as its paper and torchvision have it; see docs/adding-a-backbone.md. */
@NullMarked
package org.tagwright.model.backbone;

import org.jspecify.annotations.NullMarked;
