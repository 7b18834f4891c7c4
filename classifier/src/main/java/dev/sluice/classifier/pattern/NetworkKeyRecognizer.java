package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** The key of a wireless network in a sheet that names the network first: {@code Network: …}, {@code Key: …}. */
final class NetworkKeyRecognizer implements Recognizer {
    private static final WordTable NETWORKS =
            WordTable.of("wifi fi wlan ssid hotspot network netzwerk reseau netwerk rede rete");
    private static final WordTable KEYS = WordTable.of(
            "key code password pass passwort schlussel kennwort cle passe mdp clave contrasena chiave senha chave sleutel "
                    + "wachtwoord psk pw");
    private static final WordTable COPULAS = WordTable.of("is ist est es e");
    private static final int REACH = 30;
    private static final int SHORTEST = 8;

    @Override
    public String name() {
        return "network-key";
    }

    @Override
    public long triggers() {
        return Cue.HINT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (!scan.isAnyOf(token, NETWORKS)) {
            return;
        }
        for (int i = token + 1; i <= token + REACH && i + 2 < scan.count(); i++) {
            scan.spend(1);
            if (scan.isBreak(i) && scan.isBreak(i + 1)) {
                return;
            }
            if (!scan.isAnyOf(i, KEYS)) {
                continue;
            }
            boolean bySign = scan.isSign(i + 1, ':') || scan.isSign(i + 1, '=');
            boolean assigned = bySign || scan.isAnyOf(i + 1, COPULAS);
            int at = i + 2;
            if (!assigned || scan.isBreak(at)) {
                continue;
            }
            PasswordValue value = PasswordValue.at(scan, scan.tokens.start[at]);
            boolean ends = value.end() >= scan.text.length() || scan.text.at(value.end()) == '\n';
            boolean word = ends && value.isWord(SHORTEST) && scan.tokens.cues[at] == 0;
            if (value.length() >= SHORTEST && (value.isAssigned(bySign) || value.digits() == value.length()) || word) {
                scan.emitUnits(FindingType.SECRET, value.start(), value.end(), 0.8);
                return;
            }
        }
    }
}
