package org.tagwright.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.SettingsFolder;
import org.tagwright.common.TagwrightException;

/** A person's profiles, in a file of their settings folder. Each call reads or writes it. */
public record ClusterProfiles(Path file) {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  /** Those of the person who runs the program. */
  public static ClusterProfiles ofPerson() {
    return in(SettingsFolder.path());
  }

  /** Those in a folder of settings. */
  public static ClusterProfiles in(Path settings) {
    return new ClusterProfiles(settings.resolve("clusters.json"));
  }

  /** In the order they were added; none where there is no file. */
  public List<ClusterProfile> all() {
    try {
      List<ClusterProfile> profiles = new ArrayList<>();
      for (JsonNode node : JSON.readTree(Files.readString(file)).path("profiles")) {
        profiles.add(JSON.treeToValue(node, ClusterProfile.class));
      }
      return profiles;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (JsonProcessingException e) {
      throw TagwrightException.input(
          file + " is damaged: " + e.getOriginalMessage() + ". Fix it, or delete it.", e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  /**
   * The profile of that name.
   *
   * @throws TagwrightException of kind input where there is none
   */
  public ClusterProfile get(String name) {
    List<ClusterProfile> all = all();
    return all.stream()
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                TagwrightException.input(
                    "There is no cluster profile \""
                        + name
                        + "\". "
                        + (all.isEmpty()
                            ? "Add one: tagwright cluster add " + name + " --partition …"
                            : "There are: "
                                + all.stream()
                                    .map(ClusterProfile::name)
                                    .collect(Collectors.joining(", "))
                                + ".")));
  }

  /** Adds a profile, or replaces the one of its name. */
  public void put(ClusterProfile profile) {
    profile.require();
    List<ClusterProfile> all = new ArrayList<>(all());
    int place = all.stream().map(ClusterProfile::name).toList().indexOf(profile.name());
    if (place < 0) {
      all.add(profile);
    } else {
      all.set(place, profile);
    }
    write(all);
  }

  /** Removes the profile of that name; jobs that were submitted with it are not touched. */
  public void remove(String name) {
    ClusterProfile gone = get(name);
    write(all().stream().filter(profile -> !profile.equals(gone)).toList());
  }

  private void write(List<ClusterProfile> profiles) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode list = root.put("v", 1).putArray("profiles");
    profiles.forEach(profile -> list.add(JSON.valueToTree(profile)));
    try {
      AtomicFile.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
