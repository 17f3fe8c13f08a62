/** The terminal commands about wrong labels and new images. */
package org.tagwright.cli.suspects;
