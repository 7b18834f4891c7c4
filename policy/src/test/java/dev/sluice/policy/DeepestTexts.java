package dev.sluice.policy;

import java.nio.file.Path;
import java.util.List;

/** Loads and asks policies that use up what {@link TextLimits} leaves, on a third of a usual stack. */
final class DeepestTexts {
    private static final long STACK = 384 << 10;

    private DeepestTexts() {}

    public static void main(String[] args) throws InterruptedException {
        TestBundle bundle = TestBundle.in(Path.of(args[0]));
        for (String condition : conditions()) {
            bundle.write("90-deep.cedar", """
                @id("deep")
                @title("As deep as it may be")
                @citation("none")
                @severity("standard")
                forbid (principal, action == Action::"send", resource)
                when { %s };
                """.formatted(condition));
            Thread thread = new Thread(null, () -> load(bundle, !condition.startsWith("[")), "deep", STACK);
            thread.setUncaughtExceptionHandler((failed, thrown) -> {
                thrown.printStackTrace();
                Runtime.getRuntime().halt(1);
            });
            thread.start();
            thread.join();
        }
        System.out.println("ended");
    }

    private static void load(TestBundle bundle, boolean taken) {
        if (!taken) {
            if (bundle.check().isEmpty()) {
                throw new IllegalStateException("the policy is taken");
            }
            return;
        }
        PolicyEngine engine = new PolicyEngine(bundle.load(), Contexts.CLOCK);
        if (!engine.decide(Contexts.clean()).policies().contains("deep")) {
            throw new IllegalStateException("the policy does not hold");
        }
    }

    /** Operators and brackets both used up: in the innermost bracket, spread over them, and with negations. */
    private static List<String> conditions() {
        int deep = TextLimits.NESTING - 2;
        String held = "context.endpointIsInRequiredRegion";
        int each = TextLimits.OPERATORS / (2 * deep) - 1;
        StringBuilder spread = new StringBuilder();
        for (int i = 0; i < deep / 2 * 2; i++) {
            spread.append("!(").append((held + " && ").repeat(each));
        }
        spread.append(held).append(")".repeat(deep / 2 * 2));
        return List.of(
                "(".repeat(deep) + (held + " && ").repeat(TextLimits.OPERATORS - 1) + held + ")".repeat(deep),
                spread.toString(),
                ("if " + held + " then ").repeat(deep)
                        + (held + " && ").repeat(TextLimits.OPERATORS - 1)
                        + held
                        + " else false".repeat(deep),
                // Of a wrong type, which is said only after it was parsed.
                "[1]" + ".contains(1,1)".repeat(TextLimits.TOKENS / 8) + " && " + held,
                "[" + "1,".repeat(TextLimits.TOKENS / 2 - 100) + "1]");
    }
}
