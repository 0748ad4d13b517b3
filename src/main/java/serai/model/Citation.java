package serai.model;

import serai.query.DocumentId;

/**
 * A passage that an answer rests on.
 *
 * @param number as it stands in the answer, from 1
 * @param title of the document; may be empty
 * @param source where the document came from
 * @param passage the text of the passage
 */
public record Citation(int number, DocumentId document, String title, String source, String passage) {}
