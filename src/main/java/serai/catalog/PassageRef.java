package serai.catalog;

import serai.query.DocumentId;

/**
 * Names one passage of a document.
 *
 * @param ordinal its place in the document, from 0
 */
public record PassageRef(DocumentId document, int ordinal) {}
