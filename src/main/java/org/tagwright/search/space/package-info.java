/** What a search varies: the values that settings may take, and how densely good ones lie. */
@NullMarked
package org.tagwright.search.space;

import org.jspecify.annotations.NullMarked;
