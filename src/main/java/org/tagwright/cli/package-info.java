/**
 * The terminal: one picocli class per command, one handler for errors and exit codes. May use
 * everything except {@code ui}.
 */
package org.tagwright.cli;
