package org.tagwright.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.model.Classifier;
import org.tagwright.model.Devices;
import org.tagwright.model.Mode;
import org.tagwright.model.Optimizer;
import org.tagwright.model.layer.Precision;

/**
 * Times the model's steps alone, for docs/performance.md: processor time and elapsed time of the
 * fastest repetition.
 *
 * <pre>{@code
 * ./mvnw package -DskipTests
 * java -cp 'target/test-classes:target/tagwright/lib/*' org.tagwright.bench.ModelSteps \
 *     BACKBONE[,...] BATCH REPETITIONS THREADS train|evaluate FP32[,BF16] [model.head=csra ...]
 * }</pre>
 */
public final class ModelSteps {
  private static final int CLASSES = 80;
  private static final int SIZE = 224;

  private ModelSteps() {}

  public static void main(String[] arguments) {
    int batch = Integer.parseInt(arguments[1]);
    int repetitions = Integer.parseInt(arguments[2]);
    Devices.setThreads(Integer.parseInt(arguments[3]));
    for (String name : arguments[0].split(",")) {
      for (String precision : arguments[5].split(",")) {
        ExperimentConfig config = ExperimentConfig.defaults().with(ModelSettings.BACKBONE, name);
        for (int i = 6; i < arguments.length; i++) {
          String[] parts = arguments[i].split("=", 2);
          config = ConfigJson.with(config, parts[0], parts[1]);
        }
        time(config.model(), batch, repetitions, arguments[4], Precision.valueOf(precision));
      }
    }
  }

  private static void time(
      ExperimentConfig.Model model, int batch, int repetitions, String what, Precision precision) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ByteBuffer pixels = ByteBuffer.allocateDirect(batch * SIZE * SIZE * 3);
    Random random = new Random(1);
    while (pixels.hasRemaining()) {
      pixels.put((byte) random.nextInt());
    }
    pixels.flip();
    float[] targets = new float[batch * CLASSES];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = random.nextFloat() < 0.05 ? 1 : 0;
    }
    double cpu = Double.MAX_VALUE;
    double elapsed = Double.MAX_VALUE;
    try (Classifier classifier =
            Classifier.create(model, CLASSES, 1, Device.cpu(), precision, Map.of());
        Optimizer optimizer = new Optimizer(classifier)) {
      for (int i = 0; i < repetitions; i++) {
        long cpuBefore = system.getProcessCpuTime();
        long before = System.nanoTime();
        try (NDManager step = classifier.newStep()) {
          NDArray images = classifier.images(step, pixels.duplicate(), batch, SIZE);
          if (what.equals("train")) {
            NDArray wanted = step.create(targets, new Shape(batch, CLASSES));
            NDArray loss = classifier.loss(classifier.logits(images, Mode.TRAIN, i), wanted, null);
            optimizer.step(
                classifier.parameters(), Classifier.gradients(loss, classifier.parameters()), 1e-4);
            loss.getFloat();
          } else {
            classifier.logits(images, Mode.EVALUATE, 0).toFloatArray();
          }
        }
        if (i > 0) {
          cpu = Math.min(cpu, (system.getProcessCpuTime() - cpuBefore) / 1e9);
          elapsed = Math.min(elapsed, (System.nanoTime() - before) / 1e9);
        }
      }
    }
    System.out.printf(
        "%s %s %s %s %s cpu %.3f s elapsed %.3f s %.1f images/s%n",
        model.backbone(),
        model.head(),
        model.pooling(),
        what,
        precision,
        cpu,
        elapsed,
        batch / cpu);
  }
}
