package org.tagwright.config;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.tagwright.common.NearestName;
import org.tagwright.config.ExperimentConfig.Precision;
import org.tagwright.config.Setting.Choice;
import org.tagwright.config.Setting.Kind;

/** The network, what it starts from, and what it is computed on. */
public final class ModelSettings {
  static final SettingList LIST = new SettingList(Section.MODEL);

  private static final Pattern DEVICES = Pattern.compile("auto|cpu|gpu:\\d{1,4}");

  public static final Setting<String> BACKBONE =
      LIST.add(
              "model.backbone",
              Kind.BACKBONE,
              () -> "resnet18",
              "Backbone",
              "The pretrained network under the classification head.")
          .common()
          .choices(ExperimentConfig.BACKBONES.stream().map(name -> new Choice(name, name)).toList())
          .refuse(ModelSettings::unknownBackbone)
          .column("model", "backbone")
          .checkpoint("model_name")
          .token(10, config -> config.model().backbone())
          .build();

  public static final Setting<Boolean> PRETRAINED =
      LIST.onOff(
              "model.pretrained",
              true,
              "Pretrained",
              "Start from torchvision's weights; off trains from scratch.")
          .common()
          .onlyIf("model.startFrom", null)
          .column("pretrained")
          .token(20, config -> start(config.model()))
          .build();

  public static final Setting<Path> START_FROM =
      LIST.file(
              "model.startFrom",
              "Start from file",
              "A .pt or .pth file to use instead of torchvision's weights.")
          .common()
          .column("start_from")
          .build();

  public static final Setting<Path> WEIGHTS_FOLDER =
      LIST.folder(
              "model.weightsFolder",
              () -> SettingList.home("pre-trained_models"),
              "Weights folder",
              "Where downloaded weights are stored.")
          .outOfDigest()
          .build();

  public static final Setting<Precision> PRECISION =
      LIST.choice(
              "training.precision",
              Precision.AUTO,
              "Precision",
              "Numeric precision of heavy operations; auto is the fastest that is safe here.")
          .column("precision")
          .build();

  public static final Setting<String> DEVICE =
      LIST.text("training.device", "auto", "Device", "Where to compute; gpu:0 is the first GPU.")
          .allowed("auto, cpu or gpu:N", device -> DEVICES.matcher(device).matches())
          .column("device")
          .outOfDigest()
          .build();

  public static final Setting<Integer> THREADS =
      LIST.<Integer>number(
              "training.threads", null, "CPU threads", "Native threads used for computing.")
          .orNull("auto")
          .range(1, 1024)
          .outOfDigest()
          .build();

  public static final Setting<Long> SEED =
      LIST.number(
              "training.seed",
              42L,
              "Seed",
              "The same seed on the same machine reproduces the run bit for bit.")
          .column("seed")
          .checkpoint("seed")
          .token(110, config -> "seed" + config.training().seed())
          .build();

  private ModelSettings() {}

  private static String unknownBackbone(String name) {
    return ExperimentConfig.BACKBONES.contains(name)
        ? null
        : "\"%s\" is not one of %s; the nearest is %s"
            .formatted(
                name,
                String.join(", ", ExperimentConfig.BACKBONES),
                NearestName.of(name, ExperimentConfig.BACKBONES).orElseThrow());
  }

  private static String start(ExperimentConfig.Model model) {
    return model.startFrom() != null ? "continued" : model.pretrained() ? "pretrained" : "scratch";
  }
}
