/**
 * The window around the views: side navigation, theme, background work, problems, help, welcome.
 * Knows views only as {@link org.tagwright.ui.common.View}.
 */
package org.tagwright.ui.shell;
