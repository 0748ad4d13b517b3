package serai.secrets;

/** A {@link SecretText} over any secrets. */
public final class SecretTextFixture {

    private SecretTextFixture() {}

    public static SecretText of(Secrets secrets) {
        return new SecretText(secrets);
    }
}
