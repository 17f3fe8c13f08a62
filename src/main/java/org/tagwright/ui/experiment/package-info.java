/**
 * The form that sets up a run. {@link org.tagwright.config.Catalogue} describes each field once;
 * the form, its validation, sweeps and the draft are made from these descriptions.
 */
package org.tagwright.ui.experiment;
