package serai.access;

/** A rule holds a part that no store can decide; the message says where, which and what to write instead. */
final class Unsplittable extends Exception {

    Unsplittable(String message) {
        super(message);
    }

    String mistake() {
        return String.valueOf(getMessage());
    }
}
