package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Web addresses that name a person, letter N: profiles, home folders, queries with an id. */
final class UrlRecognizer implements Recognizer {
    private static final int CLOSING = 2;
    private static final int LONGEST = 400;
    private static final String[] PROFILES = {
        "linkedin.com/in/", "facebook.com/", "instagram.com/", "twitter.com/", "/users/", "/profile/", "/profiles/",
        "/people/", "/patients/", "/patient/", "/members/", "t.me/", "myspace.com/", "tiktok.com/@"
    };
    private static final String[] QUERIES = {
        "patient=",
        "patientid=",
        "patient_id=",
        "mrn=",
        "userid=",
        "user_id=",
        "uid=",
        "customerid=",
        "customer_id=",
        "memberid=",
        "member_id=",
        "email=",
        "username=",
        "ssn=",
        "accountid="
    };
    private static final String[] NOT_PERSONS = {
        "facebook.com/groups",
        "facebook.com/pages",
        "twitter.com/intent",
        "twitter.com/share",
        "facebook.com/sharer",
        "twitter.com/hashtag",
        "facebook.com/notes",
        "/users/documentation",
        "{",
        "<",
        "example.",
        "localhost",
        "your",
        "%s",
        "username",
        "..."
    };

    @Override
    public String name() {
        return "url";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.OPENING.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (!scan.isSign(token, ':')) {
            return;
        }
        int start = scan.tokens.start[Math.max(0, token - 1)];
        int end = end(scan, start);
        String url = new String(scan.text.folded(), start, end - start);
        int next = LineWrap.nextLine(scan.text, end);
        if (next > 0 && (url.endsWith("/") || url.endsWith("=") || url.endsWith("&") || url.endsWith("?"))) {
            end = end(scan, next);
            url += new String(scan.text.folded(), next, end - next);
        }
        if (hasAny(url, NOT_PERSONS)) {
            return;
        }
        // What closes it counts as a place of a short id: "…/Patient/7",
        String closed = url + scan.text.slice(end, scan.unbrokenEnd(end, CLOSING));
        if (hasSegmentAfter(closed, PROFILES, 3) || hasSegmentAfter(closed, QUERIES, 2)) {
            scan.emitUnits(FindingType.URL, start, end, 0.7);
        }
    }

    /** Where white space, a quotation mark or a tag ends what begins at a unit; {@code /<id>} is a placeholder within. */
    private static int end(Scan scan, int start) {
        int most = scan.unbrokenEnd(start, LONGEST);
        for (int i = start + 1; i < most; i++) {
            char c = scan.text.at(i);
            boolean tag = c == '<'
                    && (Units.isLetterOrDigit(scan.text.at(i - 1)) || i + 1 < most && scan.text.at(i + 1) == '/');
            if (c == '"' || tag) {
                return i;
            }
        }
        return most;
    }

    private static boolean hasAny(String url, String[] marks) {
        for (String mark : marks) {
            if (url.contains(mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSegmentAfter(String url, String[] marks, int length) {
        for (String mark : marks) {
            int at = url.indexOf(mark);
            if (at >= 0
                    && at + mark.length() + length <= url.length()
                    && Units.isLetterOrDigit(url.charAt(at + mark.length()))) {
                return true;
            }
        }
        return false;
    }
}
