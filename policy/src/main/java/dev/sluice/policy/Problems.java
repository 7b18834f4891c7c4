package dev.sluice.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong with a bundle, so that its author sees all of it at once. */
final class Problems {
    private final List<BundleProblem> found = new ArrayList<>();

    void add(String file, int line, String message, String instead) {
        add(file, line, "", message, instead);
    }

    /** Adds one about a policy, by what its {@code @id} says; blank where it has none. */
    void add(String file, int line, String policy, String message, String instead) {
        found.add(BundleProblem.of(file, line, policy, message, instead));
    }

    /** Runs one step; its problem, if it has one, is kept and the next step can run. */
    <T> Optional<T> collect(Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (Malformed malformed) {
            found.add(malformed.problem);
            return Optional.empty();
        }
    }

    /** As {@link #collect}, but empty when the step kept any problem: what builds on it would only complain again. */
    <T> Optional<T> collectWhole(Supplier<T> step) {
        int before = found.size();
        Optional<T> result = collect(step);
        return found.size() == before ? result : Optional.empty();
    }

    List<BundleProblem> found() {
        return List.copyOf(found);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new PolicyBundleException(found);
        }
    }

    /** Stops the step of another collection at the first problem of this one. */
    void throwFirst() {
        found.stream().findFirst().ifPresent(problem -> {
            throw new Malformed(problem);
        });
    }

    /** Stops a step at its first problem. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient BundleProblem problem;

        Malformed(String file, int line, String message, String instead) {
            this(file, line, "", message, instead);
        }

        Malformed(String file, int line, String policy, String message, String instead) {
            this(BundleProblem.of(file, line, policy, message, instead));
        }

        private Malformed(BundleProblem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }
    }
}
