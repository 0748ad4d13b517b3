package serai.model;

import java.util.List;
import serai.privacy.PiiSpan;
import serai.privacy.PlaceholderVault;

/** Replaces the personal data of a text by what the privacy settings say. Safe for use by many threads. */
@FunctionalInterface
interface Masker {

    /**
     * The text without the values at {@code spans}.
     *
     * @param spans disjoint and in order
     * @param vault where placeholders come from
     */
    String mask(String text, List<PiiSpan> spans, PlaceholderVault vault);
}
