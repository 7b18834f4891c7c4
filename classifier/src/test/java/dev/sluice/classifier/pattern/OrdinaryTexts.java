package dev.sluice.classifier.pattern;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Invented texts of many kinds that identify nobody, to stand around what does. */
public final class OrdinaryTexts {
    /** By kind. */
    public static final Map<String, String> ALL = all();

    private OrdinaryTexts() {}

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("prose", "The bridge was painted in spring. It took two weeks, and the traffic went over the old one.");
        all.put("question", "how long does the glue need to dry before the shelf can carry any weight");
        all.put("capitals", "WET FLOOR. PLEASE USE THE OTHER STAIRS UNTIL THE WORK IS DONE.");
        all.put("figures", "Output rose by 4.5 percent in 2021, to 1,204 tonnes, from 1,152 in the year before.");
        all.put("code", "for (int i = 0; i < rows.length; i++) {\n    total += rows[i].weight * 0.25;\n}");
        all.put("shell", "$ tar -xzf build-1.4.2.tar.gz && make -j4 install");
        all.put("json", "{\"width\": 640, \"height\": 480, \"layers\": [\"base\", \"mask\"], \"opacity\": 0.5}");
        all.put("log", "12:04:31 WARN queue depth 512 above 400, slowing down");
        all.put("table", "part,weight,stock\nbolt,12,400\nwasher,3,1200\nhinge,85,60");
        all.put("tabs", "month\train\tsun\nMarch\t41\t120\nApril\t38\t162");
        all.put("markdown", "## Steps\n\n- **Mix** the flour\n- _Fold_ in the butter\n\n> Rest for an hour.");
        all.put("html", "<ul><li>Open the lid</li><li>Press <b>start</b></li></ul>");
        all.put(
                "clinic",
                "The patient was seen for hypertension. Continue lisinopril 10 mg daily and check potassium.");
        all.put("signs", "-- -- --\n=====\n* * *\n(1) [2] {3} #4 &5 100% @ 2 / 3");
        all.put("german", "Die Brücke wurde im Frühling gestrichen. Danach war der Weg wieder für alle offen.");
        all.put("french", "Le pont a été repeint au printemps. Ensuite, la route était de nouveau ouverte à tous.");
        all.put("spanish", "El puente se pintó en primavera. Después, el camino quedó abierto para todos.");
        all.put("italian", "Il ponte è stato dipinto in primavera. Poi la strada era di nuovo aperta a tutti.");
        all.put("portuguese", "A ponte foi pintada na primavera. Depois, o caminho ficou aberto para todos.");
        all.put("dutch", "De brug werd in het voorjaar geverfd. Daarna was de weg weer open voor iedereen.");
        all.put("greek", "Η γέφυρα βάφτηκε την άνοιξη.");
        all.put("japanese", "橋は春に塗り直されました。");
        all.put("arabic", "تم طلاء الجسر في الربيع.");
        return all;
    }

    /** Texts that stand at the ends of a document rather than within it. */
    public static List<String> edges() {
        return List.of("Page 3 of 7", "*** end ***", "- 12 -", "Draft 2, not for release before May");
    }
}
