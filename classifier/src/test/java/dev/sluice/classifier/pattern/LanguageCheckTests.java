package dev.sluice.classifier.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.DegradedReason;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageCheckTests {
    private static final String ENGLISH =
            "The committee will meet on the second floor and discuss the plan for the new library. ";

    private static boolean isCovered(String text) {
        return !Found.outcome(text).reasons().contains(DegradedReason.LANGUAGE_NOT_COVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "El comitè es reunirà dimarts a la segona planta per parlar de la nova biblioteca i dels horaris, que han canviat.",
                "O concello aprobou o orzamento para o vindeiro ano e destínao á escola pública, segundo dixo a alcaldesa.",
                "Udvalget mødes tirsdag på anden sal for at tale om det nye bibliotek og åbningstiderne, som er ændret.",
                "Kommittén träffas på tisdag på andra våningen för att tala om det nya biblioteket och öppettiderna.",
                "Utvalget møtes tirsdag i andre etasje for å snakke om det nye biblioteket og åpningstidene som er endret.",
                "Komitet zbiera się we wtorek na drugim piętrze, aby porozmawiać o nowej bibliotece i godzinach otwarcia.",
                "Comisia se întrunește marți la etajul al doilea pentru a discuta despre noua bibliotecă și despre program.",
                "D'Gemeng huet de Budget fir dat nächst Joer ugeholl, an d'Ausgabe klammen haaptsächlech fir d'Schoul.",
                "Комитет собирается во вторник, чтобы обсудить новую библиотеку.",
                "委员会将于星期二开会讨论新的图书馆。",
                "تجتمع اللجنة يوم الثلاثاء لمناقشة المكتبة الجديدة"
            })
    void anotherLanguageIsNotCovered(String text) {
        assertThat(isCovered(text)).isFalse();
    }

    private static final String[] OTHERS = {
        "Potilaalla on todettu verenpainetauti ja hän käyttää lääkitystä säännöllisesti, mutta oireet jatkuvat edelleen.",
        "A beteg magas vérnyomás miatt rendszeresen szed gyógyszert, de a panaszai továbbra is fennállnak.",
        "Hastanın yüksek tansiyonu bulunmakta ve düzenli olarak ilaç kullanmaktadır, ancak şikayetleri devam etmektedir.",
        "Pacient trpí vysokým krevním tlakem a pravidelně užívá předepsané léky, obtíže však stále přetrvávají.",
        "Pacientul suferă de hipertensiune arterială și urmează regulat tratamentul prescris, dar simptomele persistă.",
        "Bệnh nhân bị tăng huyết áp và đang dùng thuốc thường xuyên nhưng các triệu chứng vẫn tiếp tục.",
        "Pasien menderita tekanan darah tinggi dan rutin minum obat, tetapi keluhannya masih berlanjut.",
        "Mgonjwa ana shinikizo la juu la damu na anatumia dawa kila siku lakini dalili bado zinaendelea.",
        "Pacjentka choruje na nadciśnienie tętnicze oraz regularnie przyjmuje leki, jednak dolegliwości nie ustępują.",
        "Patienten lider av högt blodtryck och tar regelbundet medicin, men symtomen kvarstår ändå trots behandlingen.",
        "El pacient pateix hipertensió arterial i pren els medicaments amb regularitat, però els símptomes continuen."
    };

    @Test
    void aShortTextInAnyLanguageIsNotCoveredHoweverItIsWritten() {
        for (String other : OTHERS) {
            assertThat(isCovered(other)).as(other).isFalse();
            assertThat(isCovered(other.toUpperCase(Locale.ROOT)))
                    .as("capitals, %s", other)
                    .isFalse();
            assertThat(isCovered(other.replace(", ", ",\n")))
                    .as("lines, %s", other)
                    .isFalse();
            assertThat(isCovered(other.substring(0, other.indexOf(' ', 55))))
                    .as("beginning of %s", other)
                    .isFalse();
        }
    }

    @Test
    void aSentenceInAnotherLanguageIsNotCoveredWhereverItStandsInEnglish() {
        long seed = 41;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            String other = OTHERS[random.nextInt(8)];
            String text = ENGLISH.repeat(random.nextInt(40)) + other + " " + ENGLISH.repeat(random.nextInt(40));
            assertThat(isCovered(text))
                    .as("seed %d round %d %s", seed, round, other)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "张伟患糖尿病",
                "王",
                "Ticket from 王小明: the printer on the third floor is broken",
                "The letter was signed by Иванов and sent to the office",
                "The letter was signed by Jоhn Smith",
                "The letter was signed by Јohn",
                "The letter was signed by Johη",
                "И в а н о в",
                "Παπαδόπουλος",
                "ราย",
                "मरीज",
                "\ud840\udc00\ud840\udc01"
            })
    void lettersOfAnotherScriptAreNotCovered(String text) {
        assertThat(isCovered(text)).isFalse();
        assertThat(isCovered(ENGLISH.repeat(30) + "\n\n" + text + "\n\n" + ENGLISH.repeat(30)))
                .isFalse();
    }

    @Test
    void aFormOfLabelsInAnotherLanguageIsNotCovered() {
        assertThat(isCovered("Nazwisko Imię Pesel Ubezpieczenie Zamieszkanie Urodzenie"))
                .isFalse();
        assertThat(isCovered("Sukunimi:\nEtunimi:\nSyntymäaika:\nPuhelinnumero:\n"))
                .isFalse();
    }

    @Test
    void aNameInAnotherScriptIsNotCoveredWhereverItStands() {
        long seed = 42;
        Random random = new Random(seed);
        int[] firsts = {0x410, 0x4E2D, 0x5D0, 0x627, 0x915, 0xAC00, 0x3042, 0x10D0, 0x531, 0xE01, 0x391};
        for (int round = 0; round < 300; round++) {
            int first = firsts[random.nextInt(firsts.length)];
            String name =
                    Character.toString(first + random.nextInt(10)) + Character.toString(first + random.nextInt(10));
            String text = ENGLISH.repeat(random.nextInt(60)) + "Signed by " + name + " today. "
                    + ENGLISH.repeat(random.nextInt(60));
            assertThat(isCovered(text))
                    .as("seed %d round %d %s", seed, round, name)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The value of λ is between α and β, and Δx was below 3 μm.",
                "The committee uses HTTP, JSON, YAML, SMTP, DNS, TLS and TCP.",
                "THE COMMITTEE WILL MEET ON THE SECOND FLOOR AND DISCUSS THE PLAN FOR THE NEW LIBRARY.",
                "Thanks for all of the help ¯\\_(ツ)_/¯",
                "Naïve café façade résumé",
                "SELECT price FROM goods WHERE price > 10",
                "Hypokalemia, hepatomegaly and lymphadenopathy are signs of the disease.",
                "ok"
            })
    void formulasAcronymsCapitalsAndRareWordsAreEnglish(String text) {
        assertThat(isCovered(text)).isTrue();
    }

    @Test
    void englishIsCovered() {
        assertThat(isCovered(ENGLISH)).isTrue();
        assertThat(isCovered(ENGLISH.repeat(200))).isTrue();
    }

    @Test
    void oneForeignStretchInALongEnglishTextIsNotCovered() {
        String foreign =
                "Komitet zbiera się we wtorek i rozmawia o nowej bibliotece, która zostanie otwarta jesienią. ";
        String text = ENGLISH.repeat(100) + foreign.repeat(20) + ENGLISH.repeat(100);
        assertThat(isCovered(text)).isFalse();
    }

    @Test
    void tablesAndCodeAreNoOtherLanguage() {
        assertThat(isCovered("id;price;qty\n" + "A17;12.50;3\n".repeat(300))).isTrue();
        assertThat(isCovered("for (int i = 0; i < n; i++) { sum += values[i]; }\n".repeat(60)))
                .isTrue();
    }

    private static final String[] COVERED = {
        "Der Ausschuss trifft sich am Dienstag und spricht über die neue Bibliothek, die im Herbst eröffnet wird. ",
        "El comité se reúne los martes en la segunda planta para hablar de la nueva biblioteca y de los horarios. ",
        "Le comité se réunit dans la grande salle pour parler des travaux de la nouvelle bibliothèque avec les voisins. ",
        "Il comitato si riunisce nella sala grande per parlare della nuova biblioteca e degli orari che sono cambiati. ",
        "O comitê não se reúne na terça para falar da nova biblioteca e dos horários, mas na quinta. ",
        "De commissie komt niet op dinsdag bijeen om over het nieuwe plan van de bibliotheek te praten. "
    };

    @Test
    void sixLanguagesAreCoveredAloneInEnglishAndWithEachOther() {
        for (String one : COVERED) {
            assertThat(isCovered(one)).as(one).isTrue();
            assertThat(isCovered(one.toUpperCase(Locale.ROOT)))
                    .as("capitals, %s", one)
                    .isTrue();
            assertThat(isCovered(ENGLISH.repeat(3) + one + ENGLISH.repeat(3)))
                    .as("in English, %s", one)
                    .isTrue();
            for (String other : COVERED) {
                assertThat(isCovered(one + other)).as("%s with %s", one, other).isTrue();
            }
        }
        assertThat(isCovered("Nachname Geburtsdatum Krankenkasse Versicherungsnummer Anschrift"))
                .isTrue();
    }

    @Test
    void aSentenceInAnotherLanguageIsNotCoveredInWhateverCoveredLanguageItStands() {
        long seed = 43;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String around = COVERED[random.nextInt(COVERED.length)];
            String other = OTHERS[random.nextInt(OTHERS.length)];
            String text = around.repeat(random.nextInt(30)) + other + " " + around.repeat(random.nextInt(30));
            assertThat(isCovered(text))
                    .as("seed %d round %d %s in %s", seed, round, other, around)
                    .isFalse();
        }
    }

    /** Near neighbours of the covered languages among them; also without the letters that give them away. */
    private static final String[] PARAGRAPHS = {
        "Vores hund blev syg i weekenden, og dyrlægen gav ham noget medicin, som han skal have to gange om dagen. Vi håber, at han snart får det bedre.",
        "Hunden vår ble syk i helgen, og veterinæren ga ham medisin som han skal ha to ganger om dagen. Vi håper han snart blir bedre.",
        "Kom ihåg att släcka lampan i köket när ni går hem, för städningen kommer inte förrän på fredag.",
        "Prosimy pamiętać o zgaszeniu światła w kuchni przed wyjściem do domu, ponieważ sprzątanie będzie dopiero w piątek.",
        "Náš pes o víkendu onemocněl a veterinář mu předepsal lék, který musí brát dvakrát denně. Doufáme, že se brzy uzdraví.",
        "Câinele nostru s-a îmbolnăvit în weekend, iar medicul veterinar i-a prescris un medicament pe care trebuie să îl ia de două ori pe zi.",
        "Va rugam sa stingeti lumina din bucatarie cand plecati acasa, deoarece curatenia se face abia vineri dimineata.",
        "El nostre gos es va posar malalt el cap de setmana i el veterinari li va receptar un medicament que ha de prendre dues vegades al dia.",
        "Recordeu apagar el llum de la cuina quan marxeu cap a casa, perquè la neteja no vindrà fins divendres al matí.",
        "Lembrade apagar a luz da cociña cando marchedes para a casa, porque a limpeza non vén ata o venres pola mañá.",
        "El nuesu perru enfermó esti fin de selmana y el veterinariu recetó-y una melecina que tien que tomar dos vegaes al día.",
        "U nostru cane hè statu malatu sta fine di settimana è u veterinariu li hà datu una medicina chì deve piglià duie volte à u ghjornu.",
        "Ons hond het die naweek siek geword en die veearts het vir hom medisyne gegee wat hy twee keer per dag moet drink. Ons hoop hy word gou gesond.",
        "Onthou asseblief om die lig in die kombuis af te skakel wanneer julle huis toe gaan, want die skoonmakers kom eers Vrydag.",
        "Eisen Hond ass um Weekend krank ginn an de Véidokter huet him Medikamenter verschriwwen, déi hien zweemol den Dag huele muss.",
        "Us hûn is yn it wykein siik wurden en de feedokter hat him medisyn jûn dat er twa kear deis ynnimme moat.",
        "Üse Hund isch am Wuchenänd chrank worde und dr Tierarzt het ihm Medikamänt gä, wo är zwöimau am Tag mues näh.",
        "A kutyánk a hétvégén megbetegedett, és az állatorvos gyógyszert írt fel neki, amelyet naponta kétszer kell bevennie.",
        "Köpeğimiz hafta sonu hastalandı ve veteriner ona günde iki kez alması gereken bir ilaç yazdı.",
        "Con chó của chúng tôi bị ốm vào cuối tuần và bác sĩ thú y đã kê cho nó một loại thuốc phải uống hai lần mỗi ngày."
    };

    @Test
    void aParagraphInAnotherLanguageIsNotCoveredInWhateverCoveredLanguageItStands() {
        for (String around : COVERED) {
            for (String other : PARAGRAPHS) {
                for (String written :
                        List.of(other, other.toLowerCase(Locale.ROOT), other.replaceAll("((?:\\S+ ){5})", "$1\n"))) {
                    for (String apart : List.of(" ", "\n\n")) {
                        assertThat(isCovered(around.repeat(3) + apart + written + apart + around.repeat(3)))
                                .as("%s in %s", written, around)
                                .isFalse();
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bạn có thể lấy sách ở quầy bên phải trước khi trời tối nhé.",
                "Te rog să închizi geamul înainte să pleci și să stingi lumina.",
                "Proszę zamknąć okno przed wyjściem i zgasić światło w pokoju."
            })
    void lettersThatNoCoveredLanguageWritesAreEvidenceAgainstEnglish(String text) {
        assertThat(isCovered(text)).isFalse();
        assertThat(isCovered(ENGLISH + text + " " + ENGLISH)).isFalse();
    }

    @Test
    void englishWordsWithAccentsAndNamesOfOtherLanguagesAreEnglish() {
        assertThat(isCovered(
                        ENGLISH + "The café in Łódź has a naïve façade; Mr Öztürk and Ms Ngô liked it. " + ENGLISH))
                .isTrue();
    }
}
