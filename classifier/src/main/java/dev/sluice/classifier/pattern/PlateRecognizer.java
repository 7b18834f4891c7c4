package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;
import java.util.HashSet;
import java.util.Set;

/**
 * Plates of vehicles, letter L, by their form beside a word for vehicles or parking. Forms that many codes share need the
 * word within three tokens.
 */
final class PlateRecognizer implements Recognizer {
    private static final int BEFORE = 12;
    private static final int AFTER = 14;
    private static final int CLOSE = 3;
    private static final int LONGEST = 12;
    private static final int MOST_TOKENS = 7;

    /** Words that wake it for something else. */
    private static final WordTable OTHERS = WordTable.of(
            "wifi fi wlan ssid hotspot network netzwerk reseau netwerk rede rete home homes users mail benutzer utilisateurs curl "
                    + "wget mysql mysqldump mysqladmin sshpass ldapsearch htpasswd smbclient mongosh lftp docker podman skopeo helm");

    private static final WordTable NO_LETTERS = WordTable.of(
            "suv gti tdi gtd tsi tfsi hdi cdi led lcd rpm mph kmh awd fwd rwd phev hev bev esp abs usd eur gbp chf sek pln aed "
                    + "jpy inr cad aud brl mxn iso din rfc sae ece nox psi bhp kwh wltp nedc tel fax ref rev ver xl gt rs st xc "
                    + "cx cr hr km cm mm kg ml kw hp ps am pm gmt utc cet nr no id the and for per day mon tue wed thu fri sat sun "
                    + "jan feb mar apr may jun jul aug sep oct nov dec usb pdf sql api gps lpg cng tpms dvla dvsa gdpr");

    /** Nine a digit, A a capital; a blank where a blank or hyphen may stand, a hyphen where only that. */
    private static final Set<String> CLEAR = forms(
            "AA99 AAA|A99 AAA|A999 AAA|AAA 99A|AAA 999A" // United Kingdom
                    + "|99-A-9999|99-A-99999|999-A-999|999-A-9999|999-A-99999|999-AA-999|999-AA-9999|999-AA-99999" // Ireland
                    + "|A-A 99|A-A 999|A-A 9999|A-AA 9|A-AA 99|A-AA 999|A-AA 9999|AA-A 9|AA-A 99|AA-A 999|AA-A 9999" // Germany
                    + "|AA-AA 9|AA-AA 99|AA-AA 999|AA-AA 9999|AAA-A 9|AAA-A 99|AAA-A 999|AAA-A 9999|AAA-AA 99|AAA-AA 999"
                    + "|A-AA 999A|A-AA 99A|AA-AA 99A|AA-AA 999A|A AA 999|A AA 9999|AA AA 99|AA AA 999|AA AA 9999"
                    + "|AA 999 AA|999 AA 99|9999 AA 99|999 AAA 99" // France, Italy, Argentina
                    + "|A-9999-AA|AA-9999-A" // Spain, older ones
                    + "|99-AAA-9|9-AAA-99|AA-999-A|A-999-AA|AAA-99-A|A-99-AAA|9-AA-999|999-AA-9" // Netherlands
                    + "|99-AA-99|AA-99-99|99-99-AA|AA-AA-99|AA-99-AA|99-AA-AA|AA 99 AA|99 AA 99" // Portugal too
                    + "|9-AAA-999|9 AAA 999" // Belgium
                    + "|A-99999A|A-9999A|AA-999AA|AA-99AAA" // Austria
                    + "|AA 9999A|AA 999AA|AA 9AA99|AAA 99AA|AAA 9A999" // Poland
                    + "|AAA9A99|AAA-99-99|AAA-999-A" // Brazil, Mexico
                    + "|AA 99 AA 9999|AA 99 A 9999|AA99AA9999|AA99A9999" // India
                    + "|AAA 999 AA|AA 99 AA AA|AA 999-999" // South Africa
                    + "|AAA-99A|9AA 9AA|AAA9999A|AAA 9999 A|9AAA999"); // Australia, Singapore, California

    private static final Set<String> SHARED = forms(
            "AAA 999|AAA-999|AAA 9999|AAA-9999|9999 AAA|9999-AAA|9999AAA|AA 99999|AA 999999|AA-999999|AAAA 999|AAAA-999"
                    + "|AAA999|AAA9999|AA99AAA|A999AAA|AAA999A|AA999AA|A9 AAA|A-999-A|99-A-999");

    private static Set<String> forms(String forms) {
        Set<String> all = new HashSet<>();
        for (String form : forms.split("\\|")) {
            all.add(form);
            all.add(form.replace(' ', '-'));
        }
        return Set.copyOf(all);
    }

    @Override
    public String name() {
        return "licence-plate";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.HINT, Cue.VEHICLE_LABEL);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.isAnyOf(token, OTHERS) && !scan.has(token, Cue.VEHICLE_LABEL)) {
            return;
        }
        around(scan, token, -1, BEFORE);
        around(scan, token, 1, AFTER);
    }

    /** From the word on in one direction, over one end of a line at most. */
    private static void around(Scan scan, int word, int direction, int reach) {
        int breaks = 0;
        for (int distance = 1; distance <= reach; distance++) {
            int token = word + direction * distance;
            if (token < 0 || token >= scan.count() || scan.isBreak(token) && ++breaks > 1) {
                return;
            }
            scan.spend(1);
            if (mayBegin(scan, token)) {
                int end = end(scan, token, distance <= CLOSE);
                if (end > token - 1 && end >= 0) {
                    scan.emit(FindingType.VEHICLE, token, end, 0.75);
                    distance += direction > 0 ? end - token : 0;
                }
            }
        }
    }

    private static boolean mayBegin(Scan scan, int token) {
        boolean part = scan.isNumber(token) && scan.length(token) <= 4 || isLetters(scan, token);
        if (!part || !scan.touches(token) || scan.isBreak(token - 1)) {
            return part;
        }
        char before = scan.first(token - 1);
        return before == '(' || before == '"' || before == '\'' || before == ':' || before == '|' || before == ',';
    }

    private static boolean isLetters(Scan scan, int token) {
        return scan.isWord(token)
                && scan.length(token) <= 4
                && (scan.shape(token) == Tokens.UPPER || scan.has(token, Cue.INITIAL))
                && !scan.isAnyOf(token, NO_LETTERS);
    }

    /** The last token of the longest form that begins at the token, -1 if there is none. */
    private static int end(Scan scan, int token, boolean close) {
        StringBuilder form = new StringBuilder(LONGEST);
        int end = -1;
        for (int i = token; i < scan.count() && i < token + MOST_TOKENS && form.length() < LONGEST; i++) {
            if (i > token && !scan.touches(i)) {
                if (scan.isApart(i)) {
                    break;
                }
                form.append(' ');
            }
            if (scan.isSign(i, '-') && scan.length(i) == 1 && scan.touches(i) && scan.touches(i + 1)) {
                form.append('-');
                continue;
            }
            if (!scan.isNumber(i) && !isLetters(scan, i)) {
                break;
            }
            form.append((scan.isNumber(i) ? "9" : "A").repeat(scan.length(i)));
            if (isWhole(scan, i) && isForm(scan, token, i, form.toString(), close)) {
                end = i;
            }
        }
        scan.spend(1);
        return end;
    }

    private static boolean isWhole(Scan scan, int last) {
        if (!scan.touches(last + 1) || scan.isBreak(last + 1)) {
            return true;
        }
        char next = scan.first(last + 1);
        boolean goesOn =
                next == '-' || next == '/' || next == '_' || next == '=' || next == '@' || next == '%' || next == '(';
        boolean decimal =
                (next == '.' || next == ',' || next == ':') && scan.touches(last + 2) && !scan.isBreak(last + 2);
        return scan.isSign(last + 1, next) && !goesOn && !decimal;
    }

    private static boolean isForm(Scan scan, int first, int last, String form, boolean close) {
        if (CLEAR.contains(form)) {
            return !form.startsWith("AA99 AAA") || isBritishAge(scan, first + 1);
        }
        return close && SHARED.contains(form) && !isSaid(scan, first, last);
    }

    /** The age identifier of plates since 2001: 02 to 30, 51 to 80 (DVLA INF104). */
    private static boolean isBritishAge(Scan scan, int token) {
        int start = scan.tokens.start[token];
        int age = (scan.text.at(start) - '0') * 10 + scan.text.at(start + 1) - '0';
        return age >= 2 && age <= 30 || age >= 51 && age <= 80;
    }

    /** A word of the language or a product among the letters of a form that other codes share. */
    private static boolean isSaid(Scan scan, int first, int last) {
        for (int i = first; i <= last; i++) {
            if (scan.isWord(i) && scan.length(i) > 1 && scan.has(i, Names.ORDINARY | Cue.bits(Cue.STATE, Cue.MONEY))) {
                return true;
            }
        }
        return false;
    }
}
