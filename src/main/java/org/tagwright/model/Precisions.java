package org.tagwright.model;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.layer.Precision;

/** Which number format pays on which hardware. */
public final class Precisions {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** NVIDIA's compute capability from which bfloat16 is native (Ampere). */
  private static final int BF16_COMPUTE_CAPABILITY = 80;

  private Precisions() {}

  /**
   * The format for a configuration's wish; {@code auto} is bfloat16 where the hardware multiplies
   * it natively, else float32.
   *
   * @throws TagwrightException for float16 on a CPU, which has no fast arithmetic for it
   */
  public static Precision resolve(ExperimentConfig.Precision wanted, Device device) {
    return switch (wanted) {
      case AUTO -> multipliesBfloat16(device) ? Precision.BF16 : Precision.FP32;
      case FP32 -> Precision.FP32;
      case BF16 -> Precision.BF16;
      case FP16 -> {
        if (!device.isGpu()) {
          throw TagwrightException.input(
              "training.precision is fp16, which needs a GPU; on a CPU use auto, bf16 or fp32");
        }
        yield Precision.FP16;
      }
    };
  }

  /**
   * What {@code auto} is on a device: {@code bf16} or {@code fp32}.
   *
   * @param device {@code auto}, {@code cpu} or {@code gpu:N}
   */
  public static String auto(String device) {
    return resolve(ExperimentConfig.Precision.AUTO, Devices.resolve(device)).key();
  }

  private static boolean multipliesBfloat16(Device device) {
    if (device.isGpu()) {
      String capability = CudaUtils.getComputeCapability(device.getDeviceId());
      return Integer.parseInt(capability) >= BF16_COMPUTE_CAPABILITY;
    }
    try {
      return Files.isReadable(CPU_INFO) && multipliesBfloat16(Files.readAllLines(CPU_INFO));
    } catch (IOException e) {
      throw new UncheckedIOException(CPU_INFO + " cannot be read", e);
    }
  }

  /** Whether Linux's description of the processor has one of the instructions for it. */
  static boolean multipliesBfloat16(List<String> cpuInfo) {
    return cpuInfo.stream()
        .filter(line -> line.startsWith("flags"))
        .flatMap(line -> Arrays.stream(line.split("\\s+")))
        .anyMatch(flag -> flag.equals("avx512_bf16") || flag.equals("amx_bf16"));
  }
}
