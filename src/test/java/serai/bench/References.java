package serai.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** The least that such work costs here: a bare HTTP server and a bare durable append. */
final class References implements AutoCloseable {

    private final HttpServer server;

    References() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = new byte[4_096];
        server.createContext("/", call -> {
            call.getRequestBody().readAllBytes();
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
            call.close();
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** CPU microseconds of one thread that appends 512 bytes and syncs, the median. */
    static double durableAppend(Path directory) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        List<Long> times = new ArrayList<>();
        try (FileChannel file =
                FileChannel.open(directory.resolve("reference"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer line = ByteBuffer.allocateDirect(512);
            for (int append = 0; append < 300; append++) {
                long start = threads.getCurrentThreadCpuTime();
                file.write(line.clear());
                file.force(false);
                times.add(threads.getCurrentThreadCpuTime() - start);
            }
        }
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow() / 1_000.0;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
