package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tagwright.model.layer.TorchFunctions;

/**
 * Where in one image a class was seen, on a coarse grid over the network's input.
 *
 * @param values rows × columns, row-major, from 0 (nothing) to 1 (most); all 0 where nothing speaks
 *     for the class
 * @param logit what the network says of the class in this image
 */
public record ClassMap(int rows, int columns, float[] values, float logit) {
  /**
   * Grad-CAM of the backbone's last feature maps.
   *
   * @param maps N,C,h,w, float32; its manager owns what is made on the way
   * @param toLogits the rest of the network, from the maps to N × classes
   * @return one map per image
   */
  static List<ClassMap> gradCam(NDArray maps, UnaryOperator<NDArray> toLogits, int classIndex) {
    maps.setRequiresGradient(true);
    NDArray logits = Recording.on(() -> toLogits.apply(maps));
    NDArray ofClass = Recording.on(() -> logits.get(":, {}", classIndex));
    NDArray sum = Recording.on(ofClass::sum);
    TorchFunctions functions = TorchFunctions.get();
    NDArray gradient =
        functions.runForList(maps.getManager(), "gradients", sum, List.of(maps)).singletonOrThrow();
    return split(functions.run("activation_map", maps, gradient), ofClass.toFloatArray());
  }

  /**
   * Of an array N,h,w of values that are not negative.
   *
   * @param logits of the class, one per image
   */
  private static List<ClassMap> split(NDArray maps, float[] logits) {
    int images = (int) maps.getShape().get(0);
    int rows = (int) maps.getShape().get(1);
    int columns = (int) maps.getShape().get(2);
    float[] all = maps.toFloatArray();
    List<ClassMap> split = new ArrayList<>();
    for (int n = 0; n < images; n++) {
      float[] values = new float[rows * columns];
      float most = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = all[n * values.length + i];
        most = Math.max(most, values[i]);
      }
      for (int i = 0; i < values.length && most > 0; i++) {
        values[i] /= most;
      }
      split.add(new ClassMap(rows, columns, values, logits[n]));
    }
    return split;
  }
}
