/** The terminal's command for notes on runs and checkpoints. */
package org.tagwright.cli.notes;
