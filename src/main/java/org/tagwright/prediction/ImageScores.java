package org.tagwright.prediction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * What a loaded checkpoint says of some images.
 *
 * @param header the checkpoint's classes and thresholds, as of its scores files
 * @param images in the order asked
 * @param failure why there are no scores at all, worded for the person, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageScores(
    @JsonProperty("header") ScoresFile.@Nullable Header header,
    @JsonProperty("images") List<One> images,
    @JsonProperty("failure") @Nullable String failure) {

  /**
   * One image.
   *
   * @param scores by class index, 0..1; {@code null} where it could not be read
   * @param problem why not, or {@code null}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record One(
      @JsonProperty("scores") float @Nullable [] scores,
      @JsonProperty("problem") @Nullable String problem) {}

  public ImageScores {
    images = images == null ? List.of() : List.copyOf(images);
  }

  /** The classes and thresholds; throws where there are no scores. */
  public ScoresFile.Header requireHeader() {
    if (header == null) {
      throw TagwrightException.input(failure == null ? "There are no scores." : failure);
    }
    return header;
  }
}
