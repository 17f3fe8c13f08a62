/** The guide of {@code docs/guide}, read in the window. */
package org.tagwright.ui.guide;
