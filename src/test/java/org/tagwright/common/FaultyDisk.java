package org.tagwright.common;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The real disk behind a layer that is asked before each change to it, inside an atomic write too:
 * a file opened or made, each half of what is written, the wait for the disk, a rename, a deletion.
 * Code under test is given a {@link #path} and knows nothing of it.
 */
public final class FaultyDisk extends FileSystemProvider {
  /** What is about to be done to a file. */
  public enum Change {
    OPEN,
    CREATE,
    WRITE,
    SYNC,
    RENAME,
    DELETE
  }

  /** Lets a change pass, or throws in its place. */
  @FunctionalInterface
  public interface Fault {
    void before(Change change, Path file) throws IOException;
  }

  private final FileSystemProvider real;
  private final FileSystem fileSystem = new Layer();
  private final Fault fault;

  public FaultyDisk(Path somewhere, Fault fault) {
    this.real = somewhere.getFileSystem().provider();
    this.fault = fault;
  }

  /** The same file as {@code path}, seen through this disk. */
  public Path path(Path path) {
    return (Path)
        Proxy.newProxyInstance(
            FaultyDisk.class.getClassLoader(),
            new Class<?>[] {Path.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getFileSystem")) {
                return fileSystem;
              }
              for (int i = 0; arguments != null && i < arguments.length; i++) {
                arguments[i] = arguments[i] instanceof Path other ? real(other) : arguments[i];
              }
              try {
                return wrap(method.invoke(path, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Object wrap(Object result) {
    if (result instanceof Path path) {
      return path(path);
    }
    if (result instanceof Iterator<?> names) {
      List<Object> wrapped = new ArrayList<>();
      names.forEachRemaining(name -> wrapped.add(wrap(name)));
      return wrapped.iterator();
    }
    return result;
  }

  private static Path real(Path path) {
    return Proxy.isProxyClass(path.getClass()) ? Path.of(path.toString()) : path;
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return fileSystem;
  }

  @Override
  public Path getPath(URI uri) {
    return path(Path.of(uri.getPath()));
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    fault.before(Change.OPEN, path);
    boolean makes = options.contains(StandardOpenOption.CREATE_NEW);
    if (makes || (options.contains(StandardOpenOption.CREATE) && !exists(path))) {
      fault.before(Change.CREATE, path);
    }
    return new Channel(path, real.newFileChannel(real(path), options, attributes));
  }

  private boolean exists(Path path) {
    try {
      real.checkAccess(real(path));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    DirectoryStream<Path> files =
        real.newDirectoryStream(real(folder), file -> filter.accept(path(file)));
    return new DirectoryStream<>() {
      @Override
      @SuppressWarnings("unchecked")
      public Iterator<Path> iterator() {
        return (Iterator<Path>) wrap(files.iterator());
      }

      @Override
      public void close() throws IOException {
        files.close();
      }
    };
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    if (!exists(folder)) {
      fault.before(Change.CREATE, folder);
    }
    real.createDirectory(real(folder), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    if (exists(path)) {
      fault.before(Change.DELETE, path);
    }
    real.delete(real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    fault.before(Change.CREATE, target);
    real.copy(real(source), real(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    fault.before(Change.RENAME, target);
    real.move(real(source), real(target), options);
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    return path(real.readSymbolicLink(real(link)));
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return real.isSameFile(real(one), real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    return real.getFileStore(real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    real.checkAccess(real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    return real.readAttributes(real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return real.readAttributes(real(path), names, options);
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options)
      throws IOException {
    real.setAttribute(real(path), name, value, options);
  }

  private final class Channel extends FileChannel {
    private final Path path;
    private final FileChannel file;

    Channel(Path path, FileChannel file) {
      this.path = path;
      this.file = file;
    }

    /** In two halves, so that a fault leaves a torn one. */
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      fault.before(Change.WRITE, path);
      int length = bytes.remaining();
      ByteBuffer half = bytes.duplicate().limit(bytes.position() + length / 2);
      while (half.hasRemaining()) {
        file.write(half);
      }
      bytes.position(half.position());
      fault.before(Change.WRITE, path);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      return length;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
      fault.before(Change.WRITE, path);
      return file.write(bytes, position);
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) throws IOException {
      fault.before(Change.WRITE, path);
      return file.write(bytes, offset, length);
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long position, long count)
        throws IOException {
      fault.before(Change.WRITE, path);
      return file.transferFrom(from, position, count);
    }

    /** Only asked: no test pulls a plug. */
    @Override
    public void force(boolean metadata) throws IOException {
      fault.before(Change.SYNC, path);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
      file.truncate(size);
      return this;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return file.read(into);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
      return file.read(into, offset, length);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
      file.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
        throws IOException {
      return file.transferTo(position, count, target);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
      return file.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
      return file.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }

  private final class Layer extends FileSystem {
    private final FileSystem below = Path.of("").getFileSystem();

    @Override
    public FileSystemProvider provider() {
      return FaultyDisk.this;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public boolean isReadOnly() {
      return false;
    }

    @Override
    public String getSeparator() {
      return below.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
      return below.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
      return below.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
      return below.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
      return path(below.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
      PathMatcher matcher = below.getPathMatcher(pattern);
      return file -> matcher.matches(real(file));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
      return below.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
      return below.newWatchService();
    }
  }
}
