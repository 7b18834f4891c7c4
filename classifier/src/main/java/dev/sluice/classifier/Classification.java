package dev.sluice.classifier;

import java.util.List;
import java.util.Set;

/**
 * The classifier's answer for one document. Its type says how far the detectors came; only {@link Classifier} can make
 * one, so an {@link Exhaustive} is proof that every detector ran to its end over all of the text.
 */
public sealed interface Classification permits Exhaustive, Partial, Degraded {
    /** What was found, ordered by start, then end; offsets are UTF-16 units over the canonical text. */
    List<Finding> findings();

    /** What was found and does not count by an allow entry that two people approved, in the order of findings. */
    List<Suppression> suppressed();

    /** The categories that follow from the findings; what is suppressed is not among them. */
    Set<Category> categories();

    /**
     * The categories that there would be if nothing were suppressed and every detector that did not run, or not to its
     * end, had found all that it can find: a superset of {@link #categories()}.
     */
    Set<Category> atMost();

    /** The detectors that were to run. */
    DetectorSet detectors();
}
