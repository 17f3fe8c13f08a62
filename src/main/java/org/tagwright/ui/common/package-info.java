/**
 * What every view of the window shares: the way onto the FX thread, work in the background,
 * problems, settings, navigation, the chart. Knows no view.
 */
package org.tagwright.ui.common;
