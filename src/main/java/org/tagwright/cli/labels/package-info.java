/** The terminal commands that change labels. */
package org.tagwright.cli.labels;
