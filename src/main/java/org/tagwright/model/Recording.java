package org.tagwright.model;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Whether operations are recorded for a backward pass. PyTorch keeps that by thread, and a new
 * thread records: whoever evaluates must say so.
 */
public final class Recording {
  private Recording() {}

  /** The body's result, its operations recorded on this thread. */
  public static <T> T on(Supplier<T> body) {
    return with(true, body);
  }

  /** The body's result, nothing recorded on this thread. */
  static <T> T off(Supplier<T> body) {
    return with(false, body);
  }

  static <T> T with(boolean recording, Supplier<T> body) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(recording);
    try {
      return body.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
