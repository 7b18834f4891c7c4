package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.Set;

/**
 * Addresses of electronic mail, letter F. Left out: domains reserved for documentation (RFC 2606) and mailboxes of a
 * function (RFC 2142), which name no person.
 */
final class EmailRecognizer implements Recognizer {
    private static final int LOCAL = 64;
    private static final int DOMAIN = 190;
    private static final Set<String> FUNCTIONS = Set.of(
            "abuse",
            "admin",
            "anonymous",
            "bar",
            "billing",
            "contact",
            "email",
            "feedback",
            "foo",
            "ftp",
            "git",
            "help",
            "hello",
            "hostmaster",
            "hr",
            "info",
            "jobs",
            "mail",
            "me",
            "name",
            "news",
            "no-reply",
            "noreply",
            "office",
            "postmaster",
            "press",
            "privacy",
            "root",
            "sales",
            "security",
            "service",
            "someone",
            "support",
            "team",
            "test",
            "user",
            "username",
            "webmaster",
            "you",
            "your",
            "your_email",
            "youremail",
            "myemail",
            "donotreply");

    @Override
    public String name() {
        return "email";
    }

    @Override
    public long triggers() {
        return Cue.AT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        NormalText text = scan.text;
        int at = scan.tokens.start[token];
        int start = at;
        while (start > 0 && at - start < LOCAL && isLocal(text.at(start - 1))) {
            start--;
        }
        while (start < at && !Character.isLetterOrDigit(text.at(start))) {
            start++;
        }
        int end = at + 1;
        int dot = -1;
        while (end < text.length() && end - at < DOMAIN && isDomain(text.at(end))) {
            dot = text.at(end) == '.' ? end : dot;
            end++;
        }
        scan.spend(end - start);
        while (end > at + 1 && !Character.isLetterOrDigit(text.at(end - 1))) {
            end--;
            dot = end == dot ? lastDot(text, at, end) : dot;
        }
        if (start == at || dot < 0 || dot <= at + 1 || !isTopLevel(text, dot + 1, end)) {
            return;
        }
        String local = folded(text, start, at);
        String domain = folded(text, at + 1, end);
        if (!FUNCTIONS.contains(local) && !isReserved(domain)) {
            scan.emitUnits(FindingType.EMAIL, start, end, 0.95);
        }
    }

    private static String folded(NormalText text, int start, int end) {
        return new String(text.folded(), start, end - start);
    }

    private static int lastDot(NormalText text, int at, int end) {
        for (int i = end - 1; i > at; i--) {
            if (text.at(i) == '.') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLocal(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'';
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }

    private static boolean isTopLevel(NormalText text, int start, int end) {
        if (end - start < 2) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!Character.isLetter(text.at(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isReserved(String domain) {
        return domain.endsWith(".example")
                || domain.endsWith(".test")
                || domain.endsWith(".invalid")
                || domain.endsWith(".localhost")
                || domain.endsWith(".local")
                || domain.endsWith("example.com")
                || domain.endsWith("example.org")
                || domain.endsWith("example.net");
    }
}
