/**
 * Labels edited wherever images are shown: what the keys do, which classes are at hand, chips that
 * can be clicked away, the field that completes a class name. Knows neither Data nor Gallery, which
 * both use it. Uses what {@code ui} may.
 */
package org.tagwright.ui.labels;
