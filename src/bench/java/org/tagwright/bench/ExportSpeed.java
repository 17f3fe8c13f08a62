package org.tagwright.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tagwright.common.Folders;
import org.tagwright.common.Progress;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.export.ModelExport;
import org.tagwright.export.TrainedNetwork;
import org.tagwright.model.Classifier;
import org.tagwright.model.Devices;
import org.tagwright.model.Mode;
import org.tagwright.model.layer.Precision;

/**
 * An exported model in ONNX Runtime beside our own prediction: float32, one thread each, alternated
 * image by image, decoding not counted. The least of many times is what a busy machine disturbs
 * least. Arguments: names of backbones.
 */
public final class ExportSpeed {
  private static final int SIZE = 224;
  private static final int ROUNDS = 40;

  private ExportSpeed() {}

  public static void main(String[] backbones) throws Exception {
    Devices.setThreads(1);
    for (String backbone : backbones) {
      Path folder = Files.createTempDirectory("export-speed");
      try {
        measure(backbone, folder);
      } finally {
        Folders.delete(folder);
      }
    }
  }

  private static void measure(String backbone, Path folder) throws OrtException {
    ExperimentConfig.Model model =
        ExperimentConfig.defaults().with(ModelSettings.BACKBONE, backbone).model();
    Path checkpoint = TrainedNetwork.checkpoint(folder.resolve("a.pt"), model, SIZE);
    Path out = folder.resolve("export");
    ModelExport.run(
        new ModelExport.Request(checkpoint, out, ModelExport.Options.USUAL, List.of()),
        Progress.NONE);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    ByteBuffer pixels = TrainedNetwork.pixels(1, SIZE, 1);
    FloatBuffer floats = FloatBuffer.allocate(3 * SIZE * SIZE);
    double[] ours = new double[ROUNDS];
    double[] theirs = new double[ROUNDS];
    try (Classifier network =
            Classifier.create(
                model, TrainedNetwork.CLASSES, 1, Device.cpu(), Precision.FP32, Map.of());
        OrtSession session =
            environment.createSession(out.resolve("model.onnx").toString(), options);
        OnnxTensor images =
            OnnxTensor.createTensor(environment, floats, new long[] {1, 3, SIZE, SIZE})) {
      for (int round = -5; round < ROUNDS; round++) {
        long start = System.nanoTime();
        try (NDManager step = network.newStep()) {
          NDArray logits = network.logits(network.images(step, pixels, 1, SIZE), Mode.EVALUATE, 0);
          var unused = logits.toFloatArray();
        }
        long between = System.nanoTime();
        session.run(Map.of("images", images)).close();
        if (round >= 0) {
          ours[round] = (between - start) / 1e6;
          theirs[round] = (System.nanoTime() - between) / 1e6;
        }
      }
    }
    Arrays.sort(ours);
    Arrays.sort(theirs);
    System.out.println(
        Units.text(
            "%s: ours %.1f ms (median %.1f), ONNX Runtime %.1f ms (median %.1f), %.2f times as"
                + " fast",
            backbone,
            ours[0],
            ours[ROUNDS / 2],
            theirs[0],
            theirs[ROUNDS / 2],
            ours[0] / theirs[0]));
  }
}
