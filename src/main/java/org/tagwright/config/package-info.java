/**
 * The configuration of an experiment: immutable records, their JSON form, and the checks that find
 * every problem at once. May use the JDK, {@code metric} (names of metrics) and the JSON library.
 */
package org.tagwright.config;
