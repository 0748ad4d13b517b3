package serai.routing;

import java.util.Comparator;

/**
 * Something in a route file that must change before the file may serve.
 *
 * @param file relative to the routes directory
 * @param line from 1
 * @param problem what is wrong, without a full stop
 * @param remedy what to do, as a sentence without a full stop
 */
public record Finding(String file, int line, String problem, String remedy) implements Comparable<Finding> {

    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparingInt(Finding::line)
            .thenComparing(Finding::problem)
            .thenComparing(Finding::remedy);

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    /** One line: {@code file:line: problem. Remedy.} */
    @Override
    public String toString() {
        return file + ":" + line + ": " + problem + ". " + remedy + ".";
    }
}
