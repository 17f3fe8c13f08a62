/** How fast a training goes and what memory it takes. May use the JDK only. */
package org.tagwright.train.speed;
