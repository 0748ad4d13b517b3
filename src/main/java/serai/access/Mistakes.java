package serai.access;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one file, so that all of it is reported at once. For one thread. */
final class Mistakes {

    private final String file;
    private final List<String> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(String place, String mistake) {
        found.add(file + ": " + place + ": " + mistake);
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new PolicyException(found);
        }
    }
}
