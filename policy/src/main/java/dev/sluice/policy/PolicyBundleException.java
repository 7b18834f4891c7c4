package dev.sluice.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A bundle that does not load, with everything that was found wrong. */
public final class PolicyBundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<BundleProblem> problems;

    PolicyBundleException(List<BundleProblem> problems) {
        super("the policy bundle is refused:\n"
                + problems.stream().map(BundleProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order of the files. */
    public List<BundleProblem> problems() {
        return problems;
    }
}
