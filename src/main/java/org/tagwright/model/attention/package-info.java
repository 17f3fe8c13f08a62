/** Layers of transformers: attention and what goes with it. Uses {@code model.layer}. */
@NullMarked
package org.tagwright.model.attention;

import org.jspecify.annotations.NullMarked;
