/**
 * The small widgets that every view is built of: labels, rows, buttons, menus, segments. Each says
 * in one line what took three to six, and looks the same everywhere.
 */
package org.tagwright.ui.common.widget;
