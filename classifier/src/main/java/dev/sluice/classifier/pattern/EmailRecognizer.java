package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.Set;

/**
 * Addresses of electronic mail, letter F. Left out: mailboxes of a function (RFC 2142), which name no person, and at domains
 * reserved for documentation (RFC 2606) those whose local part is no name of two parts.
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
    public String version() {
        return "3";
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
        while (start < at && !Units.isLetterOrDigit(text.at(start))) {
            start++;
        }
        int end = at + 1;
        int dot = -1;
        int label = end;
        boolean wrapped = false;
        while (end < text.length() && end - at < DOMAIN) {
            if (isDomain(text.at(end))) {
                dot = text.at(end) == '.' ? end : dot;
                label = dot == end ? end + 1 : label;
                end++;
            } else if (!wrapped && goesOn(text, at, end, dot)) {
                wrapped = true;
                label = dot == end - 1 ? LineWrap.nextLine(text, end) : label;
                end = LineWrap.nextLine(text, end);
            } else {
                break;
            }
        }
        scan.spend(end - start);
        while (end > at + 1 && !Units.isLetterOrDigit(text.at(end - 1))) {
            end--;
            dot = end == dot ? lastDot(text, at, end) : dot;
            label = Math.min(label, dot + 1);
        }
        if (start == at || dot < 0 || dot <= at + 1 || !isTopLevel(text, label, end)) {
            return;
        }
        String local = folded(text, start, at);
        String domain = folded(text, at + 1, end);
        domain = wrapped ? domain.replaceAll("\\s+", "") : domain;
        if (!FUNCTIONS.contains(local) && (!isReserved(domain) || LocalParts.arePersonal(local))) {
            scan.emitUnits(FindingType.EMAIL, start, end, 0.95);
        }
    }

    /** Whether a domain that ends a line goes on in the next: nothing of it is there yet, or it ends with a dot. */
    private static boolean goesOn(NormalText text, int at, int end, int dot) {
        int next = LineWrap.nextLine(text, end);
        if (next < 0 || !Units.isLetterOrDigit(text.at(next)) || Units.isUpperCase(text.at(next))) {
            return false;
        }
        if (end == at + 1 || dot == end - 1) {
            return true;
        }
        int last = next;
        while (last < text.length() && last - next < DOMAIN && isDomain(text.at(last))) {
            last++;
        }
        int lastDot = lastDot(text, next - 1, last);
        boolean call = last < text.length() && text.at(last) == '(';
        return dot < 0 && lastDot > next && isTopLevel(text, lastDot + 1, last) && !call;
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
        return Units.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'';
    }

    private static boolean isDomain(char c) {
        return Units.isLetterOrDigit(c) || c == '.' || c == '-';
    }

    private static boolean isTopLevel(NormalText text, int start, int end) {
        if (end - start < 2) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (!Units.isLetter(text.at(i))) {
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
                || isOrIsBelow(domain, "example.com")
                || isOrIsBelow(domain, "example.org")
                || isOrIsBelow(domain, "example.net");
    }

    private static boolean isOrIsBelow(String domain, String name) {
        return domain.equals(name) || domain.endsWith("." + name);
    }
}
