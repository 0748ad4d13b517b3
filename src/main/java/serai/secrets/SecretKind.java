package serai.secrets;

/** Who makes the next value of a secret. */
public enum SecretKind {
    /** The gateway: a key of its own, stored as a {@link Keyset}. */
    GENERATED,
    /** Somebody else, in their own time; the gateway only reads it again. */
    EXTERNAL,
    /** The secret's issuer, when a {@link RotationHook} asks it to. */
    HOOKED
}
