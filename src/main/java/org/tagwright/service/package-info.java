/**
 * What the window and the terminal both call: starting and queueing runs, predictions and their
 * files. May use everything but the window.
 */
package org.tagwright.service;
