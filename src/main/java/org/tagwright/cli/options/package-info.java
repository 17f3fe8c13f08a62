/** Options that several terminal commands share. */
package org.tagwright.cli.options;
