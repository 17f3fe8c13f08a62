/**
 * Measures what the documentation claims of speed and memory, in turn with a PyTorch script where a
 * Python with PyTorch is at hand. Each side is a child process that answers requests, one JSON
 * object a line ({@link org.tagwright.bench.Worker} is ours, {@code src/bench/pytorch_script.py}
 * the other), and never do both compute at once. May use everything but the window and the
 * terminal.
 */
package org.tagwright.bench;
