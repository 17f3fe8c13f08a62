package org.tagwright.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.model.layer.TorchFunctions;

/** Where the arithmetic is done: the CPU or one of the GPUs. */
public final class Devices {
  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");

  private Devices() {}

  /**
   * The device of a configuration's {@code auto}, {@code cpu} or {@code gpu:N}; {@code auto} is the
   * first GPU if there is one.
   *
   * @throws TagwrightException if it is none of these, or the GPU is not there
   */
  public static Device resolve(String wanted) {
    int gpus = engine().getGpuCount();
    if (wanted.equals("auto")) {
      return gpus > 0 ? Device.gpu(0) : Device.cpu();
    }
    if (wanted.equals("cpu")) {
      return Device.cpu();
    }
    Matcher gpu = GPU.matcher(wanted);
    if (!gpu.matches()) {
      throw TagwrightException.input(
          "training.device is \"" + wanted + "\"; it can be auto, cpu or gpu:0, gpu:1 and so on");
    }
    int number = Integer.parseInt(gpu.group(1));
    if (number >= gpus) {
      throw TagwrightException.input(
          "training.device is \""
              + wanted
              + "\", but PyTorch finds "
              + (gpus == 0 ? "no GPU" : "only " + gpus + " GPU(s), numbered from 0")
              + " here. Use auto or cpu, or the GPU build (./mvnw -Pgpu) with a CUDA driver.");
    }
    return Device.gpu(number);
  }

  /** The device in the words of the configuration: {@code cpu} or {@code gpu:N}. */
  public static String name(Device device) {
    return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
  }

  /**
   * Loads PyTorch's natives.
   *
   * @return the thread that does it; it must have ended before the process may
   */
  public static Thread loadAhead() {
    Thread thread = new Thread(TorchFunctions::get, "load-pytorch");
    // What goes wrong there goes wrong again, with someone to tell, where PyTorch is first used.
    thread.setUncaughtExceptionHandler((t, error) -> LOG.debug("Loading ahead failed", error));
    thread.start();
    return thread;
  }

  /**
   * PyTorch, its natives loaded.
   *
   * @throws TagwrightException where they cannot be unpacked to DJL's cache, or not be loaded
   */
  private static Engine engine() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      throw notLoaded(e, Utils.getEngineCacheDir("pytorch"));
    }
  }

  /** DJL says what failed, but neither where nor what to do. */
  static TagwrightException notLoaded(Throwable error, Path cache) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String reason =
        cause instanceof FileSystemException refused
            ? refused.getFile() + ": " + Failures.reason(refused)
            : cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return TagwrightException.failure(
        "PyTorch could not be loaded: "
            + reason
            + ". Its libraries (450 MB) are unpacked to "
            + cache
            + ". Free space there and make it writable, or set DJL_CACHE_DIR to another folder;"
            + " where an unpacking was broken off, delete that folder.",
        error);
  }

  /** The version of libtorch. */
  public static String engineVersion() {
    return engine().getVersion();
  }

  /**
   * Sets how many threads one operation may use on the CPU, for the whole process.
   *
   * @param threads or {@code null}: as many as there are cores
   */
  public static void setThreads(Integer threads) {
    engine(); // loads the natives
    JniUtils.setNumThreads(threads == null ? Runtime.getRuntime().availableProcessors() : threads);
  }
}
