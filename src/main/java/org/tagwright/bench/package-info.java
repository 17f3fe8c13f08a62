/**
 * Measures the speed and memory stated in the documentation, and compares them with a PyTorch
 * script if a Python with PyTorch is available. Each side is a child process that answers requests,
 * one JSON object per line ({@link org.tagwright.bench.Worker} is ours, {@code
 * src/bench/pytorch_script.py} the other), and the two never compute at the same time. May use
 * everything except the window and the terminal. {@link org.tagwright.bench.QualityBench} compares
 * the scores of recipes, by the ingredients of a {@link org.tagwright.bench.Ladder}.
 */
package org.tagwright.bench;
