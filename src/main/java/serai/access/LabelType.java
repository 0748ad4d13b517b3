package serai.access;

/** The type of a label or of a subject attribute. */
public enum LabelType {
    INT,
    BOOL,
    STRING,
    STRINGS
}
