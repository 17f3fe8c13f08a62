package org.tagwright.checkpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.tagwright.common.Digest;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Setting;

/**
 * The one path at which a configuration keeps its checkpoint.
 *
 * <p>The name is made of readable tokens of what people vary most, and ends with a digest of every
 * setting that differs from its default, has an effect and can change what is learned: so two
 * configurations that learn differently never share a path, and a setting that a later version adds
 * does not move the checkpoints of configurations that leave it alone. Where results go and how
 * fast the work is done ({@code output.*}, device, threads, the pixel cache, the folder of
 * downloaded weights) is not part of it: the same configuration begun on a CPU and on a GPU
 * competes for one checkpoint. The {@link Catalogue} says both of each setting. Letters, digits,
 * {@code - _ .} and {@code +} only, which every file system takes.
 */
public final class CheckpointName {
  private static final int LONGEST_TOKENS = 140;

  private CheckpointName() {}

  /** {@code trained_models/<backbone>/<name>.pt} of that configuration. */
  public static Path fileOf(ExperimentConfig config) {
    return config
        .output()
        .trainedModels()
        .resolve(config.model().backbone())
        .resolve(of(config) + ".pt");
  }

  /** The name without its ending. */
  public static String of(ExperimentConfig config) {
    String tokens = tokens(config);
    if (tokens.length() > LONGEST_TOKENS) {
      tokens = tokens.substring(0, LONGEST_TOKENS);
    }
    return tokens + "_" + digest(config);
  }

  private static String tokens(ExperimentConfig config) {
    return Catalogue.all().stream()
        .sorted(Comparator.comparingInt(Setting::tokenPlace))
        .map(setting -> setting.token(config))
        .filter(token -> !token.isEmpty())
        .collect(Collectors.joining("_"));
  }

  private static String digest(ExperimentConfig config) {
    String text =
        Catalogue.all().stream()
            .filter(s -> s.inName(config))
            .filter(s -> !plain(s.value(config)).equals(plain(s.defaultValue())))
            .sorted(Comparator.comparing(Setting::path))
            .map(s -> s.path() + "=" + plain(s.value(config)) + "\n")
            .collect(Collectors.joining());
    MessageDigest sha256 = Digest.sha256();
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
    return Digest.hex(sha256, 5);
  }

  private static String plain(Object value) {
    return String.valueOf(value).replace('\\', '/');
  }
}
