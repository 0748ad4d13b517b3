package serai.privacy;

/**
 * Replaces values by placeholders such as {@code <PERSON_1>} and puts them back.
 *
 * <p>The same value gets the same placeholder for the life of the vault. Law: {@code restore(mask(x)) == x} for every
 * text whose actions are all reversible. One vault serves one conversation; safe for use by many threads.
 */
public interface PlaceholderVault {

    /** The placeholder of a value, made on first sight. */
    String placeholder(String entity, String value);

    /** The text with every placeholder of this vault replaced by its value; unknown placeholders stay. */
    String restore(String text);
}
