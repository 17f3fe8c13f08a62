/** How fast a training goes and what memory it takes. May use the JDK only. */
@NullMarked
package org.tagwright.train.speed;

import org.jspecify.annotations.NullMarked;
