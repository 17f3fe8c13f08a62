package org.tagwright.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tagwright.common.TagwrightException;

class ConfigFuzzTest {
  /** Whatever is typed: a configuration, or an error for the person that names the file. */
  @Test
  void damagedConfigurationsGiveAConfigurationOrAnErrorForThePerson() throws Exception {
    String whole = Files.readString(Path.of("src/test/resources/config/defaults.json"));
    Random random = new Random(7);
    String likely = "\n\"{}[]:,0123456789eE.-~ntx\\\0";
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      StringBuilder damaged = new StringBuilder(whole);
      int wounds = 1 + random.nextInt(3);
      for (int k = 0; k < wounds; k++) {
        damaged.setCharAt(
            random.nextInt(damaged.length()), likely.charAt(random.nextInt(likely.length())));
      }
      try {
        ConfigCheck.check(ConfigJson.parse(damaged.toString(), "my.json"));
        Sweep.expand(damaged.toString(), "my.json");
        read++;
      } catch (TagwrightException e) {
        assertThat(e).hasMessageContaining("my.json");
        refused++;
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }
}
