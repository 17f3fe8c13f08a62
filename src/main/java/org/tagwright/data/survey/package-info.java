/**
 * What a data set looks like as a whole: class frequencies, image sizes, exact and near duplicates.
 * Uses what {@code data} uses.
 */
@NullMarked
package org.tagwright.data.survey;

import org.jspecify.annotations.NullMarked;
