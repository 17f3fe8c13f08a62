/**
 * Class activation maps (Grad-CAM) of single images, computed in a child process that keeps the
 * model loaded. Uses everything up to {@code model}, and {@code process}.
 */
@NullMarked
package org.tagwright.classmap;

import org.jspecify.annotations.NullMarked;
