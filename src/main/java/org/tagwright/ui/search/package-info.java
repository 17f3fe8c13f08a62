/** Searches for good settings: the tab that shows how one stands. */
package org.tagwright.ui.search;
