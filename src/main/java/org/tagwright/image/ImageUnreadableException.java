package org.tagwright.image;

import java.io.IOException;

/** A file that is there but is no image that we can decode. The message says why, no path. */
public final class ImageUnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  public ImageUnreadableException(String reason) {
    super(reason);
  }

  public ImageUnreadableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
