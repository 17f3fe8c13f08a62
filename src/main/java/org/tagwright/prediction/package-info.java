/**
 * Labels and scores of a folder of images, by a checkpoint: the prediction itself, its files, and
 * its child process. Uses everything up to {@code train}, and {@code process}.
 */
@NullMarked
package org.tagwright.prediction;

import org.jspecify.annotations.NullMarked;
