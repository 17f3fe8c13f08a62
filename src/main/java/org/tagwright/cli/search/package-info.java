/** The terminal's searches for good settings. */
package org.tagwright.cli.search;
