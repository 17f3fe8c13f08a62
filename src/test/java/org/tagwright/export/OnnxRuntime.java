package org.tagwright.export;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;

/** ONNX Runtime, with its own interface and with DJL's in one process. */
public final class OnnxRuntime {
  private OnnxRuntime() {}

  /** The one of the process. DJL's engine fails unless it is the one who makes it. */
  public static OrtEnvironment environment() {
    Engine.getEngine("OnnxRuntime");
    return OrtEnvironment.getEnvironment();
  }
}
