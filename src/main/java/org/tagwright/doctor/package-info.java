/**
 * What this machine offers for training, and why not more: driver, libraries, GPUs, memory, number
 * formats. Uses {@code model}, {@code process} and {@code common}.
 */
@NullMarked
package org.tagwright.doctor;

import org.jspecify.annotations.NullMarked;
