/**
 * The window. {@code TagwrightApp} opens it, {@code Wiring} makes its parts. A view is four files:
 * {@code fxml/runs.fxml}, {@code RunsController} (wires nodes), {@code RunsModel} (properties and
 * commands, no nodes) and {@code styles/runs.css}. May use everything but {@code cli}, {@code
 * model} and {@code train}.
 */
package org.tagwright.ui;
