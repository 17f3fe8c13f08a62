package org.tagwright.ui.common;

import org.tagwright.common.Progress;

/** How work in the background says how far it is and hears that it is no longer wanted. */
public interface JobProgress extends Progress {}
