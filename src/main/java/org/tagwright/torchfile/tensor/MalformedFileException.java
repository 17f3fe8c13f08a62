package org.tagwright.torchfile.tensor;

import java.io.IOException;
import org.tagwright.torchfile.TorchFile;

/** Why a file's content cannot be taken; {@link TorchFile} puts the file's name before it. */
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedFileException(String reason) {
    super(reason);
  }
}
