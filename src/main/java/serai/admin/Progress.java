package serai.admin;

import java.io.PrintWriter;

/**
 * Shows how far a long work has come: a bar that is redrawn on a terminal, a line per tenth of the work elsewhere.
 *
 * <p>Safe for use by many threads.
 */
final class Progress {

    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private final int total;
    private int done;
    private int tenths;

    Progress(PrintWriter out, boolean terminal, int total) {
        this.out = out;
        this.terminal = terminal;
        this.total = total;
    }

    /** One more is done. */
    synchronized void step(String what) {
        done++;
        if (terminal) {
            int filled = WIDTH * done / total;
            out.printf("\r[%s%s] %d/%d %-40.40s", "=".repeat(filled), " ".repeat(WIDTH - filled), done, total, what);
            if (done == total) {
                out.printf("\r%-90s\r", "");
            }
        } else if (10 * done / total > tenths) {
            tenths = 10 * done / total;
            out.printf("%d of %d%n", done, total);
        }
        out.flush();
    }
}
