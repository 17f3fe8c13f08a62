/**
 * What every package may use: atomic replacement of a file, progress, SHA-256, formatting of
 * numbers and units, and the exception that is worded for the person. Uses the JDK only.
 */
package org.tagwright.common;
