package org.tagwright.image;

/** A rectangle of an image, in pixels. */
public record Region(int left, int top, int width, int height) {}
