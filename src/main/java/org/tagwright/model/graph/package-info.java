/**
 * What a network computes, as its layers describe it: operations, weights by name, shapes.
 * Exporters read it. Uses nothing but the JDK.
 */
@NullMarked
package org.tagwright.model.graph;

import org.jspecify.annotations.NullMarked;
