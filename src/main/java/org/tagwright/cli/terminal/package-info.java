/** What the commands share: progress, tables and Ctrl-C. */
package org.tagwright.cli.terminal;
