/** The architectures, each as its paper and torchvision have it; see docs/adding-a-backbone.md. */
package org.tagwright.model.backbone;
