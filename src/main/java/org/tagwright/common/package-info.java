/**
 * What every package may use: atomic replacement of a file, progress, digests, a random generator,
 * numbers and units as text, and the exception that is worded for the person. Uses the JDK only.
 *
 * <p>How numbers and units are written, everywhere ({@link org.tagwright.common.Units}):
 *
 * <ul>
 *   <li>The program speaks English, so numbers are English whatever locale the system has: a point
 *       for decimals, a comma for thousands.
 *   <li>1 kB is 1000 bytes, 1 GB is 10⁹ bytes, as disks and papers count, for files and memory.
 *   <li>Percentages without a space or decimals: {@code 7%}.
 *   <li>A noun agrees with its number: {@code 1 problem}, {@code 2 problems}.
 *   <li>What took time is exact ({@code 3 min 5 s}), what will take time is not ({@code About 24
 *       min}). {@code 3:05} only where digits line up: columns, axes, the terminal's progress line.
 *   <li>What is not known is {@code –}.
 * </ul>
 *
 * <p>Names, files and messages without such numbers use plain {@code formatted}; {@code Main} sets
 * the JVM's locale to English for them.
 */
@NullMarked
package org.tagwright.common;

import org.jspecify.annotations.NullMarked;
