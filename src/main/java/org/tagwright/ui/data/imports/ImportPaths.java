package org.tagwright.ui.data.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.LabelSet;
import org.tagwright.data.imports.LabelImport;
import org.tagwright.ui.data.imports.ImportModel.Kind;

/** What is wrong with the paths of an import, {@code null} where all is well; looks at the disk. */
final class ImportPaths {
  private ImportPaths() {}

  static String fileProblem(Kind kind, Path file) throws IOException {
    if (!Files.exists(file)) {
      return "There is no such file.";
    }
    if (!Files.isRegularFile(file)) {
      return "This is a folder; choose a file in it.";
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(4096), StandardCharsets.UTF_8);
      String text = start.replace("\uFEFF", "").strip();
      if (text.isEmpty()) {
        return "The file is empty.";
      }
      boolean json = text.startsWith("{") || text.startsWith("[");
      if (kind == Kind.COCO && !json) {
        return "This is not a JSON file.";
      }
      if (kind == Kind.OPEN_IMAGES && !LabelImport.OpenImages.looksLike(file)) {
        return "The first line does not name the columns ImageID, LabelName and Confidence.";
      }
      return kind == Kind.CSV && json ? "This is JSON, not a table." : null;
    }
  }

  /** What a file that is not JSON is taken for. */
  static Kind kindOfTable(Path file) {
    try {
      return LabelImport.OpenImages.looksLike(file) ? Kind.OPEN_IMAGES : Kind.CSV;
    } catch (IOException e) {
      return Kind.CSV; // which says why it cannot be read
    }
  }

  /** Sub-folders may hold the files; to look through them all takes too long while one types. */
  static String textFolderProblem(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder)
          ? "This is a file; choose the folder of the .txt files."
          : "There is no such folder.";
    }
    try (DirectoryStream<Path> texts =
        Files.newDirectoryStream(
            folder, file -> file.toString().endsWith(".txt") || Files.isDirectory(file))) {
      return texts.iterator().hasNext() ? null : "The folder has no .txt label files.";
    }
  }

  static String namesProblem(Kind kind, Path file) {
    if (!Files.isRegularFile(file)) {
      return "There is no such file.";
    }
    if (kind == Kind.YOLO) {
      LabelImport.Yolo.names(file);
    } else {
      LabelSet.read(file);
    }
    return null;
  }

  /** A new folder for the labels of a table, an annotation file or a folder of text files. */
  static Path labelsFor(Path source) {
    String stem = ImageFolder.stem(source.getFileName().toString());
    Path labels = source.resolveSibling(stem + "-labels");
    for (int i = 2; Files.exists(labels); i++) {
      labels = source.resolveSibling(stem + "-labels-" + i);
    }
    return labels;
  }
}
