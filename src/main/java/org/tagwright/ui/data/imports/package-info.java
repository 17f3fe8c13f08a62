/**
 * The sheet that asks what labels to import: its paths, checked as they are typed, and how a table
 * is read. Uses what {@code ui} may use.
 */
package org.tagwright.ui.data.imports;
