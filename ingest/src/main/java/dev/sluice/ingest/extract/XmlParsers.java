package dev.sluice.ingest.extract;

import javax.xml.stream.XMLInputFactory;

/** Makes parsers that read no document type definition and reach for nothing outside of a document. */
final class XmlParsers {
    private XmlParsers() {}

    /** A factory of its own; the JDK's, whatever else is on the class path. */
    static XMLInputFactory withoutDefinitions() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
