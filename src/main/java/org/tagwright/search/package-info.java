/**
 * Searching for good settings: a space, samplers, successive halving, and a folder that a search is
 * kept in. Uses {@code queue}, {@code run}, {@code config} and what those use.
 */
@NullMarked
package org.tagwright.search;

import org.jspecify.annotations.NullMarked;
