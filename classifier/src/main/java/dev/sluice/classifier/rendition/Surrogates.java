package dev.sluice.classifier.rendition;

import java.util.List;
import java.util.Map;

/**
 * Words from which pseudonyms are made. Names are such as serve as given name and as surname, so that a part of a name is
 * replaced alike wherever it stands; streets and towns are invented.
 */
final class Surrogates {
    /**
     * The words of one language.
     *
     * @param names for every part of a name
     * @param streets with a place for the number
     * @param towns below a state
     */
    record Words(List<String> names, List<String> streets, List<String> towns) {}

    private static final Words ENGLISH = words(
            "Morgan Taylor Blake Cameron Avery Logan Reed Ellis Quinn Parker Riley Harper Mason Carter Hunter Lane Drew"
                    + " Dale Clay Brooks Bailey Sawyer Spencer Tyler Wesley Warren Grady Graham Nelson Murray Leslie"
                    + " Kendall Kelsey Hayden Emerson Elliott Dalton Curtis Clark Carson",
            "%d Alderway Lane;%d Brambleton Road;%d Fernwick Street;%d Hazelmere Avenue;%d Larchfield Drive;%d Thornbury"
                    + " Court",
            "Alderbrook Fernmere Hazelwick Larchdale Thornfold Willowmere Brambleford Rowanstead");
    private static final Map<String, Words> LANGUAGES = Map.of(
            "en",
            ENGLISH,
            "es",
            words(
                    "Alonso Marcos Vicente Santiago Lorenzo Benito Bruno León Gil Simón Tomás Andrés Clemente Gaspar"
                            + " Esteban Ramos Beltrán Gonzalo Mateo Pascual Rosendo Salvador Valentín Abad",
                    "Calle Alameda Vieja %d;Calle Fuente Clara %d;Avenida Olmo Alto %d;Plaza Piedra Fina %d",
                    "Valdeolmo Fuentealta Villacedro Pinarejos Almendrada Robledilla"),
            "fr",
            words(
                    "Bernard Thomas Robert Laurent Simon Michel David Bertrand Vincent André François Gérard Henry Denis"
                            + " Guillaume Lucas Léon Arnaud Benoît Clément Étienne Gauthier Lambert Rémy",
                    "%d rue des Aulnes-Clairs;%d avenue du Vieux-Tilleul;%d chemin de la Fougeraie;%d place du Sorbier",
                    "Aulnaval Fougeronne Tilleulmont Sorbeville Hêtrebourg Noisemont"),
            "de",
            words(
                    "Arnold Werner Otto Ernst Lorenz Franz Walter Hermann Konrad Albrecht Friedrich Günther Ludwig"
                            + " Heinrich Jakob Simon Thomas Jürgens Dietrich Gerhard Reinhold Siegfried Ulrich Wendelin",
                    "Erlenhofweg %d;Birkenauer Ring %d;Lärchenstieg %d;Holundergasse %d;Ahorntalstraße %d",
                    "Erlenfurt Birkenrode Lärchental Holunderbach Ahornfelde Weidenhagen"),
            "it",
            words(
                    "Franco Bruno Leone Marino Lorenzo Donato Orlando Romano Valente Gentile Martino Silvestri Gaspare"
                            + " Basile Clemente Fabiano Giordano Leonardi Mariano Pasquale Salvatore Tommaso Vitale Santoro",
                    "Via degli Ontani %d;Via Felceto %d;Viale Tiglio Antico %d;Piazza del Sorbo %d",
                    "Ontaneto Felcerossa Tiglioforte Sorbarola Querceta Faggiolo"),
            "pt",
            words(
                    "Duarte Afonso Simão Lourenço Vicente Valente Matias Brás Xavier Jorge Bento Leal Abel Amaro Baltasar"
                            + " Caetano Evaristo Gaspar Jordão Marcelo Pascoal Rafael Tomé Ventura",
                    "Rua do Amieiro Velho %d;Rua Feto Real %d;Avenida Tília Branca %d;Largo da Sorveira %d",
                    "Amieirinho Fetalvo Tiliosa Sorveiral Carvalhosa Freixedal"),
            "nl",
            words(
                    "Willems Jacobs Hendriks Simons Martens Peters Thomas Arends Lucas Otten Claes Gerrits Lambert"
                            + " Maarten Reinders Steven Ruben Wouters Floris Gijsbert Harmen Jelle Sander Teunis",
                    "Elzenhofweg %d;Varenlaan %d;Oude Lindestraat %d;Vlierpad %d",
                    "Elzenrade Varenmeer Lindenhorst Vlierdam Eikenwoude Beukenrijk"));

    private Surrogates() {}

    /** The words of a language, English ones for a language without its own. */
    static Words of(String language) {
        return LANGUAGES.getOrDefault(language, ENGLISH);
    }

    private static Words words(String names, String streets, String towns) {
        return new Words(List.of(names.split(" ", -1)), List.of(streets.split(";", -1)), List.of(towns.split(" ", -1)));
    }
}
