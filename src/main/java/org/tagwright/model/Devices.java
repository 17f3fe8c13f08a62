package org.tagwright.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.Failures;
import org.tagwright.common.TagwrightException;
import org.tagwright.model.layer.TorchFunctions;

/** Where the arithmetic is done: the CPU or one of the GPUs. */
public final class Devices {
  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

  /** There once NVIDIA's driver for Linux is loaded. */
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

  private static final Pattern GPU = Pattern.compile("gpu:(\\d{1,3})");

  private Devices() {}

  /**
   * The device of a configuration's {@code auto}, {@code cpu} or {@code gpu:N}; {@code auto} is the
   * first GPU if there is one.
   *
   * @throws TagwrightException if it is none of these, or the GPU is not there
   */
  public static Device resolve(String wanted) {
    int gpus = gpus();
    if (wanted.equals("auto")) {
      if (gpus == 0 && Files.exists(NVIDIA_DRIVER)) {
        LOG.warn(
            "This machine has NVIDIA's driver, but PyTorch finds no GPU: computing on the CPU."
                + " tagwright doctor says why and what to do.");
      }
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
              + " here. Use auto or cpu; tagwright doctor says what a GPU here would need.");
    }
    return Device.gpu(number);
  }

  /** How many GPUs PyTorch can use; loads it. */
  public static int gpus() {
    return engine().getGpuCount();
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
    TorchLibrary.prepareChosen();
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
            : cause instanceof UnknownHostException
                ? "its address is not found"
                : cause.getMessage() == null ? cause.toString() : cause.getMessage();
    if (TorchLibrary.expected() == TorchLibrary.Source.FETCHED && isOffline(error)) {
      return TagwrightException.failure(
          "PyTorch's libraries could not be fetched from publish.djl.ai ("
              + reason
              + "). This build of the program has none of its own; it fetches those that fit the"
              + " machine (with CUDA 3 GB) at its first start, to "
              + cache
              + ". Connect this machine to the network once, or set PYTORCH_LIBRARY_PATH to the"
              + " folder of PyTorch "
              + TorchLibrary.NEEDED
              + "'s libraries, or build without -Pgpu to compute on the CPU.",
          error);
    }
    return TagwrightException.failure(
        "PyTorch could not be loaded: "
            + reason
            + ". Its libraries (450 MB) are unpacked to "
            + cache
            + ". Free space there and make it writable, or set DJL_CACHE_DIR to another folder;"
            + " where an unpacking was broken off, delete that folder.",
        error);
  }

  /** Whether a download was tried and failed: DJL wraps what the network said in its own words. */
  private static boolean isOffline(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException
          || cause instanceof UnknownHostException
          || cause instanceof SocketTimeoutException
          || cause instanceof SSLException
          || String.valueOf(cause.getMessage()).contains("pytorch index file")) {
        return true;
      }
    }
    return false;
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
