/** The program's entry point and the one exception type that is worded for the person. */
package org.tagwright;
