/**
 * JSON values that know their line, and the problems found while reading them. May use the JDK,
 * {@code common} and the JSON library.
 */
package org.tagwright.config.json;
