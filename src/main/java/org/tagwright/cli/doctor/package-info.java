/** {@code tagwright doctor}. Uses {@code doctor} and {@code common}. */
package org.tagwright.cli.doctor;
