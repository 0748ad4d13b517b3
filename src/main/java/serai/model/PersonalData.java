package serai.model;

import java.util.List;
import serai.privacy.PiiSpan;

/** Finds personal data in a text. Safe for use by many threads. */
@FunctionalInterface
interface PersonalData {

    /** Where it stands: disjoint spans, in order, without those of entities that are allowed. */
    List<PiiSpan> find(String text);
}
