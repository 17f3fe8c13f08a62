/**
 * Choosing a backbone: a list to filter, and accuracy over cost. May use {@code config}, {@code
 * common} and {@code ui.common}.
 */
package org.tagwright.ui.experiment.backbone;
