package org.tagwright.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.run.RunLock;
import org.tagwright.search.space.Domain;

/**
 * One search on disk: the one class that knows the names of its files. It lies under {@code
 * searches} of the runs folder; its runs lie in the runs folder as any others.
 */
public record SearchFolder(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter NAME_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm-ss", Locale.ROOT);
  private static final String PARENT = "searches";

  public SearchFolder {
    path = path.toAbsolutePath().normalize();
  }

  /** A new folder that holds the plan. */
  public static SearchFolder create(SearchPlan plan, Path runsRoot) {
    String name = NAME_TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
    Path folder = runsRoot.resolve(PARENT).resolve(name);
    try {
      for (int copy = 2; Files.exists(folder); copy++) {
        folder = folder.resolveSibling(name + "-" + copy);
      }
      Files.createDirectories(folder);
      SearchFolder created = new SearchFolder(folder);
      AtomicFile.writeString(created.base(), plan.base());
      AtomicFile.writeString(
          created.plan(),
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(created.toJson(plan)) + "\n");
      return created;
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder, e);
    }
  }

  /** The searches under a runs folder, the newest first. */
  public static List<SearchFolder> list(Path runsRoot) {
    List<SearchFolder> searches = new ArrayList<>();
    Path parent = runsRoot.resolve(PARENT);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      for (Path entry : entries) {
        if (isSearch(entry)) {
          searches.add(new SearchFolder(entry));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw TagwrightException.cannotRead(parent, e);
    }
    searches.sort(Collections.reverseOrder((a, b) -> a.name().compareTo(b.name())));
    return searches;
  }

  /** Whether a folder holds a search. */
  public static boolean isSearch(Path folder) {
    return Files.isRegularFile(new SearchFolder(folder).plan());
  }

  public String name() {
    return path.getFileName().toString();
  }

  /** The folder that holds this search and its runs. */
  Path runsRoot() {
    return path.resolve("../..").normalize();
  }

  /** The plan as the search was begun with it. */
  public SearchPlan readPlan() {
    return SearchJson.read(plan(), Budget.UNLIMITED);
  }

  Path plan() {
    return path.resolve("search.json");
  }

  private Path base() {
    return path.resolve("base.json");
  }

  /** What has happened, one JSON object per line; appended to only. */
  public Path journal() {
    return path.resolve("journal.jsonl");
  }

  /** What the searching process prints, where a window started it. */
  public Path log() {
    return path.resolve("search.log");
  }

  /** Locked by the process that searches. */
  Path lock() {
    return path.resolve("lock");
  }

  /** Whether some process searches now. */
  public boolean isWorkedOn() {
    return RunLock.isHeld(lock());
  }

  private Path stopRequest() {
    return path.resolve("stop");
  }

  /** Asks the process that searches to pause its runs and to end. */
  public void requestStop() {
    try {
      AtomicFile.writeString(stopRequest(), "");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(stopRequest(), e);
    }
  }

  boolean stopRequested() {
    return Files.exists(stopRequest());
  }

  void clearStop() {
    try {
      Files.deleteIfExists(stopRequest());
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(stopRequest(), e);
    }
  }

  private ObjectNode toJson(SearchPlan plan) {
    ObjectNode root = JSON.createObjectNode();
    root.put("config", base().getFileName().toString());
    root.put("relativeTo", plan.baseFolder().toAbsolutePath().toString());
    ObjectNode space = root.putObject("space");
    plan.space()
        .domains()
        .forEach(
            (path, domain) -> {
              if (domain instanceof Domain.Range range) {
                ObjectNode node = space.putObject(path);
                node.put("from", range.from()).put("to", range.to());
                node.put("log", range.log()).put("points", range.points());
              } else {
                ArrayNode list = space.putArray(path);
                ((Domain.Choices) domain).values().forEach(list::add);
              }
            });
    root.put("metric", plan.metric().key());
    root.put("sampler", plan.sampler().key());
    Halving halving = plan.halving();
    if (halving.rungs().size() > 1) {
      root.putObject("halving")
          .put("firstEpochs", halving.firstEpochs())
          .put("factor", halving.factor());
    } else {
      root.put("halving", false);
    }
    ObjectNode budget = root.putObject("budget");
    if (plan.budget().runs() != null) {
      budget.put("runs", plan.budget().runs());
    }
    if (plan.budget().epochs() != null) {
      budget.put("epochs", plan.budget().epochs());
    }
    if (plan.budget().hours() != null) {
      budget.put("hours", plan.budget().hours());
    }
    return root.put("atOnce", plan.atOnce()).put("seed", plan.seed());
  }
}
