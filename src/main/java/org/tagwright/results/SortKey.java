package org.tagwright.results;

/** One column to sort by; missing values come last in both directions. */
public record SortKey(String column, boolean ascending) {}
