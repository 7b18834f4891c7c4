package dev.sluice.classifier.rendition;

import dev.sluice.classifier.Classification;
import dev.sluice.classifier.Classifier;
import dev.sluice.classifier.DegradedReason;
import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.pattern.Budget;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A classification that is given up when a rendition's time is over. It runs in a thread of its own, which is interrupted
 * then and ends by itself: between two windows of the token classifier, or by the patterns' own limits.
 */
final class TimedPass {
    private TimedPass() {}

    /**
     * Classifies the text.
     *
     * @throws Budget.Exceeded if the time ends first, or the calling thread is interrupted, whose flag then stays set
     */
    static Classification of(Classifier classifier, DocumentText text, Budget budget) {
        if (budget.nanosLeft() <= 0 || Thread.currentThread().isInterrupted()) {
            throw new Budget.Exceeded(DegradedReason.TIMEOUT);
        }
        FutureTask<Classification> pass = new FutureTask<>(() -> classifier.classify(text));
        Thread.ofPlatform().daemon().name("rendition-pass").start(pass);
        try {
            return pass.get(budget.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new Budget.Exceeded(DegradedReason.TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Budget.Exceeded(DegradedReason.TIMEOUT);
        } catch (ExecutionException e) {
            // Its message may hold anything; the classifier itself never throws for a text.
            String cause = Objects.requireNonNull(e.getCause()).getClass().getName();
            throw new IllegalStateException("Rendition: expected an answer to the second pass, found " + cause);
        } finally {
            pass.cancel(true);
        }
    }
}
