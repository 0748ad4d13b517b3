package serai.catalog;

import java.util.Arrays;

/** The vector of a text, of unit length. Treated as text: sealed at rest, never returned to a caller. Immutable. */
public final class Embedding {

    private final float[] vector;

    public Embedding(float[] vector) {
        this.vector = vector.clone();
    }

    /** A copy of the components. */
    public float[] vector() {
        return vector.clone();
    }

    public int dimensions() {
        return vector.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(vector, that.vector);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(vector);
    }

    @Override
    public String toString() {
        return "Embedding[" + vector.length + "]";
    }
}
