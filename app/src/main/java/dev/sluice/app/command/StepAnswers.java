package dev.sluice.app.command;

import dev.sluice.policy.life.StepAnswer;

/** What a step of a bundle's life came to, in words and as an exit code. */
final class StepAnswers {
    private StepAnswers() {}

    /**
     * Says it.
     *
     * @throws RefusedException if the step was not taken
     */
    static int tell(StepAnswer answer, String bundle) {
        String done = switch (answer) {
            case CHECKED -> "is registered and proved; another person approves it: ./sluice policy approve";
            case NOT_PROVED -> "is registered as a draft: its proof fails, and it cannot be approved";
            case ADDED_BEFORE -> "was registered with this proof before";
            case APPROVED -> "is approved; ./sluice policy activate puts it in force";
            case APPROVED_BEFORE -> "was approved before";
            case ACTIVATED -> "is activated; nodes change to it by themselves";
            case IN_FORCE_BEFORE -> "is in force at that time already";
            case RETIRED -> "is retired";
            case RETIRED_BEFORE -> "was retired before, and comes back no more";
            case NOT_AUTHENTICATED,
                    NO_SUCH_BUNDLE,
                    SAME_PERSON,
                    PROOF_CHANGED,
                    NOT_APPROVED,
                    IN_THE_PAST,
                    TOO_FAR_OFF,
                    NEVER_IN_FORCE,
                    IN_FORCE -> throw new RefusedException("bundle " + bundle + " " + why(answer));
        };
        String line = "bundle " + bundle + " " + done;
        if (answer == StepAnswer.NOT_PROVED || answer == StepAnswer.RETIRED_BEFORE) {
            throw new RefusedException(line);
        }
        System.err.println(line);
        return ExitCode.OK;
    }

    private static String why(StepAnswer answer) {
        return switch (answer) {
            case NOT_AUTHENTICATED -> "stays as it is: nobody registered in the role that this needs holds that token";
            case NO_SUCH_BUNDLE -> "is not registered";
            case SAME_PERSON -> "stays as it is: who wrote it does not approve it";
            case PROOF_CHANGED ->
                "stays as it is: its stored proof is not the one that this program makes; add it again with this program";
            case NOT_APPROVED -> "is not approved by another person than its author, as it is proved now";
            case IN_THE_PAST -> "is not activated in the past";
            case TOO_FAR_OFF -> "is activated at most a year ahead";
            case NEVER_IN_FORCE -> "was never in force: activate it";
            case IN_FORCE -> "is in force: activate another one first";
            case CHECKED,
                    NOT_PROVED,
                    ADDED_BEFORE,
                    APPROVED,
                    APPROVED_BEFORE,
                    ACTIVATED,
                    IN_FORCE_BEFORE,
                    RETIRED,
                    RETIRED_BEFORE -> "";
        };
    }
}
