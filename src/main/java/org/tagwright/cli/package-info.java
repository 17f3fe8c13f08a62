/**
 * The terminal: one picocli class a command, one handler for errors and exit codes. May use {@code
 * service} and everything below it; never {@code ui}.
 */
package org.tagwright.cli;
