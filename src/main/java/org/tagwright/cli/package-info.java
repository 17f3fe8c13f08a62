/**
 * The terminal: one picocli class a command, one handler for errors and exit codes. May use
 * everything but {@code ui}.
 */
package org.tagwright.cli;
