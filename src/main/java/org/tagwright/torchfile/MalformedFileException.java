package org.tagwright.torchfile;

import java.io.IOException;

/** Why a file's content cannot be taken; {@link TorchFile} puts the file's name before it. */
final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedFileException(String reason) {
    super(reason);
  }
}
