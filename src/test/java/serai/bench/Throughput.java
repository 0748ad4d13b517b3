package serai.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a number of clients get in a while, each with one request under way.
 *
 * @param perSecond answers
 * @param cpuMicros CPU time of the whole process per answer, its clients with it
 */
record Throughput(double perSecond, double cpuMicros) {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static Throughput of(int clients, Duration time, Runnable request) {
        long cpu = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        long answers = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Long>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(threads.submit(() -> repeat(start + time.toNanos(), request)));
            }
            for (Future<Long> each : running) {
                answers += each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("a client failed", e);
        }
        long elapsed = System.nanoTime() - start;
        return new Throughput(
                answers * 1e9 / elapsed, (PROCESS.getProcessCpuTime() - cpu) / 1e3 / Math.max(1, answers));
    }

    private static long repeat(long end, Runnable request) {
        long answers = 0;
        while (System.nanoTime() < end) {
            request.run();
            answers++;
        }
        return answers;
    }
}
