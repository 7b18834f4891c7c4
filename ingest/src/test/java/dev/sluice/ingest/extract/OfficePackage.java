package dev.sluice.ingest.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package of office parts (ECMA-376 part 2) as it is put together: parts, their types and their relationships. */
final class OfficePackage {
    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, List<String>> relationships = new LinkedHashMap<>();

    /** A part that the package itself points to. */
    OfficePackage root(String path, String relationship, String type, String xml) {
        return part("", path, relationship, type, xml);
    }

    OfficePackage root(String path, String relationship, String type, byte[] content) {
        return part("", path, relationship, type, content);
    }

    /** A part that another points to, as its relationship number 1, 2 and so on. */
    OfficePackage part(String from, String path, String relationship, String type, String xml) {
        return part(from, path, relationship, type, (DECLARATION + xml).getBytes(StandardCharsets.UTF_8));
    }

    OfficePackage part(String from, String path, String relationship, String type, byte[] content) {
        parts.put(path, content);
        types.put(path, type);
        return relate(from, relationship, "/" + path, "");
    }

    /** A part that nothing refers to. */
    OfficePackage loose(String path, byte[] content) {
        parts.put(path, content);
        types.put(path, path.endsWith(".xml") ? "application/xml" : "application/octet-stream");
        return this;
    }

    /** A relationship to what stands elsewhere. */
    OfficePackage external(String from, String relationship, String target) {
        return relate(from, relationship, target, " TargetMode='External'");
    }

    private OfficePackage relate(String from, String relationship, String target, String mode) {
        List<String> known = relationships.computeIfAbsent(from, absent -> new ArrayList<>());
        known.add("<Relationship Id='rId" + (known.size() + 1) + "' Type='"
                + (relationship.startsWith("http") ? relationship : OFFICE + relationship) + "' Target='" + target + "'"
                + mode + "/>");
        return this;
    }

    byte[] bytes() {
        StringBuilder declared = new StringBuilder(
                "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels'"
                        + " ContentType='application/vnd.openxmlformats-package.relationships+xml'/>");
        types.forEach(
                (path, type) -> declared.append("<Override PartName='/" + path + "' ContentType='" + type + "'/>"));
        return Samples.bytes(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                put(zip, "[Content_Types].xml", (DECLARATION + declared + "</Types>").getBytes(StandardCharsets.UTF_8));
                for (Map.Entry<String, List<String>> each : relationships.entrySet()) {
                    String xml = DECLARATION + "<Relationships xmlns='" + RELATIONSHIPS + "'>"
                            + String.join("", each.getValue()) + "</Relationships>";
                    put(zip, relationshipsOf(each.getKey()), xml.getBytes(StandardCharsets.UTF_8));
                }
                for (Map.Entry<String, byte[]> each : parts.entrySet()) {
                    put(zip, each.getKey(), each.getValue());
                }
            }
        });
    }

    private static String relationshipsOf(String part) {
        int slash = part.lastIndexOf('/') + 1;
        return part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws java.io.IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** Core, extended and custom properties, each with one element. */
    OfficePackage core(String element) {
        return root(
                "docProps/core.xml",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "application/vnd.openxmlformats-package.core-properties+xml",
                "<cp:coreProperties xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'"
                        + " xmlns:dc='http://purl.org/dc/elements/1.1/'>" + element + "</cp:coreProperties>");
    }

    OfficePackage extended(String element) {
        return root(
                "docProps/app.xml",
                "extended-properties",
                "application/vnd.openxmlformats-officedocument.extended-properties+xml",
                "<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/extended-properties'"
                        + " xmlns:vt='http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes'>" + element
                        + "</Properties>");
    }

    OfficePackage custom(String name, String value) {
        return root(
                "docProps/custom.xml",
                "custom-properties",
                "application/vnd.openxmlformats-officedocument.custom-properties+xml",
                "<Properties xmlns='http://schemas.openxmlformats.org/officeDocument/2006/custom-properties'"
                        + " xmlns:vt='http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes'><property"
                        + " fmtid='{D5CDD505-2E9C-101B-9397-08002B2CF9AE}' pid='2' name='" + name + "'><vt:lpwstr>"
                        + value + "</vt:lpwstr></property></Properties>");
    }
}
