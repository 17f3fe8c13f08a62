/**
 * The review view: labels that are probably wrong, decided one by one with a key. Uses what {@code
 * ui} may.
 */
package org.tagwright.ui.review;
