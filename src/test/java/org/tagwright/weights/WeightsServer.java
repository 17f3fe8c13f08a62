package org.tagwright.weights;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A local server that can be told to break off, to know no ranges, and to be slow. */
final class WeightsServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What is served, by file name. */
  final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /** Each request's Range header, or "all". */
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** Bytes after which a response breaks off; 0 or less: never. */
  volatile int breakOffAfter;

  volatile boolean knowsRanges = true;
  volatile long pauseMillis;

  WeightsServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/models/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/models");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(range == null ? "all" : range);
    byte[] content = files.get(exchange.getRequestURI().getPath().substring("/models/".length()));
    if (content == null) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    int from = 0;
    int status = 200;
    if (range != null && knowsRanges) {
      from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      status = from < content.length ? 206 : 416;
      String part = status == 206 ? from + "-" + (content.length - 1) : "*";
      exchange.getResponseHeaders().set("Content-Range", "bytes " + part + "/" + content.length);
    }
    if (status == 416) {
      exchange.sendResponseHeaders(416, -1);
      exchange.close();
      return;
    }
    pause();
    byte[] rest = Arrays.copyOfRange(content, from, content.length);
    exchange.sendResponseHeaders(status, rest.length);
    OutputStream out = exchange.getResponseBody();
    boolean breaks = breakOffAfter > 0 && breakOffAfter < rest.length;
    out.write(rest, 0, breaks ? breakOffAfter : rest.length);
    out.flush();
    if (!breaks) {
      out.close();
    }
    exchange.close();
  }

  private void pause() {
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
