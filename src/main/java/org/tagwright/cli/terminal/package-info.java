/** What the commands share: progress, tables and Ctrl-C. */
@NullMarked
package org.tagwright.cli.terminal;

import org.jspecify.annotations.NullMarked;
