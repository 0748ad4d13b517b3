package serai.secrets;

import java.time.Duration;

/**
 * How long a rotation waits between its steps.
 *
 * @param settle from pending to current: longer than any replica takes to learn of a new version, which is the refresh
 *     with its jitter and the bounded wait for an answer
 * @param overlap from previous to retired: how long others may go on with the earlier value
 * @param grace how long a replica whose backend is down goes on with the value it last knew; a key is not retired within
 *     it, since such a replica still makes things with it
 */
public record RotationTimes(Duration settle, Duration overlap, Duration grace) {

    public RotationTimes {
        if (settle.isNegative() || overlap.isNegative() || grace.isNegative()) {
            throw new IllegalArgumentException("the waits of a rotation are zero or more");
        }
    }

    /** How long a previous key stays at least. */
    Duration untilRetired() {
        return overlap.compareTo(grace) > 0 ? overlap : grace;
    }
}
