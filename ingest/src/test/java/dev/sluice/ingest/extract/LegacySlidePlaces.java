package dev.sluice.ingest.extract;

import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.poi.ddf.EscherPropertyTypes;
import org.apache.poi.hslf.usermodel.HSLFAutoShape;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.apache.poi.sl.usermodel.ShapeType;

/** Where a slide show of PowerPoint 97 to 2003 can hold text. */
final class LegacySlidePlaces {
    private static final String FORMAT = "PPT";

    private LegacySlidePlaces() {}

    private static Planted show(String place, BiConsumer<HSLFSlideShow, String> planting) {
        return Planted.read(
                FORMAT,
                place,
                value -> Samples.bytes(out -> {
                    try (HSLFSlideShow show = new HSLFSlideShow()) {
                        box(show.createSlide(), Planted.ORDINARY);
                        planting.accept(show, value);
                        show.write(out);
                    }
                }));
    }

    private static Planted slide(String place, BiConsumer<HSLFSlide, String> planting) {
        return show(place, (show, value) -> planting.accept(show.getSlides().getFirst(), value));
    }

    private static HSLFTextBox box(HSLFSlide slide, String text) {
        HSLFTextBox box = slide.createTextBox();
        box.setText(text);
        box.setAnchor(new java.awt.Rectangle(20, 20, 300, 50));
        return box;
    }

    private static Planted shape(String place, EscherPropertyTypes property) {
        return slide(place, (slide, value) -> {
            HSLFAutoShape shape = slide.createAutoShape();
            shape.setShapeType(ShapeType.RECT);
            shape.setAnchor(new java.awt.Rectangle(20, 100, 50, 50));
            var properties = shape.getEscherOptRecord();
            properties.addEscherProperty(LegacyWorkbookPlaces.text(property, value));
            properties.sortProperties();
        });
    }

    static Stream<Planted> all() {
        return Stream.of(
                slide("text", LegacySlidePlaces::box),
                slide("title", (slide, value) -> slide.addTitle().setText(value)),
                slide(
                        "text off the slide",
                        (slide, value) -> box(slide, value).setAnchor(new java.awt.Rectangle(-5000, 0, 10, 10))),
                show("hidden slide", (show, value) -> {
                    HSLFSlide slide = show.createSlide();
                    slide.setHidden(true);
                    box(slide, value);
                }),
                slide(
                        "target of a link",
                        (slide, value) ->
                                box(slide, "x").createHyperlink().linkToUrl("https://example.org/a?b=" + value)),
                show("footer", (show, value) -> show.getSlideHeadersFooters().setFootersText(value)),
                show(
                        "header of notes",
                        (show, value) -> show.getNotesHeadersFooters().setHeaderText(value)),
                shape("alternative text of a shape", EscherPropertyTypes.GROUPSHAPE__DESCRIPTION),
                shape("name of a shape", EscherPropertyTypes.GROUPSHAPE__SHAPENAME),
                shape("word art", EscherPropertyTypes.GEOTEXT__UNICODE),
                shape("name of a picture", EscherPropertyTypes.BLIP__BLIPFILENAME));
    }
}
