package dev.sluice.ingest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A real S3 server in a process of its own, over http and, with a certificate that nobody signed, over https. */
public final class ObjectServer implements AutoCloseable {
    private static final String LAUNCHER = "org/springframework/boot/loader/launch/JarLauncher.class";
    private static final Pattern PORTS =
            Pattern.compile("Tomcat started on ports (\\d+) \\(https\\), (\\d+) \\(http\\)");

    private final Process process;
    private final int httpsPort;
    private final int httpPort;

    private ObjectServer(Process process, int httpsPort, int httpPort) {
        this.process = process;
        this.httpsPort = httpsPort;
        this.httpPort = httpPort;
    }

    public static ObjectServer start(Path folder) {
        return start(folder, freePort());
    }

    public static ObjectServer start(Path folder, int httpPort) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx128m",
                            "-Djava.io.tmpdir=" + folder,
                            "-jar",
                            jar().toString(),
                            "--server.port=0",
                            "--http.port=" + httpPort)
                    .redirectErrorStream(true)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder log = new StringBuilder();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                log.append(line).append('\n');
                Matcher ports = PORTS.matcher(line);
                if (ports.find()) {
                    Thread.ofVirtual().start(() -> drain(said));
                    return new ObjectServer(
                            process, Integer.parseInt(ports.group(1)), Integer.parseInt(ports.group(2)));
                }
            }
            throw new IllegalStateException("the S3 server did not start:\n" + log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A full pipe would stop the server. */
    private static void drain(Reader said) {
        try {
            said.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // The process has gone, and its pipe with it.
        }
    }

    /** A port that nothing listened on just now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The jar with everything in it; of its classes only the launcher can be seen from here. */
    private static Path jar() throws IOException {
        URL launcher =
                Objects.requireNonNull(ObjectServer.class.getClassLoader().getResource(LAUNCHER));
        return Path.of(URI.create(
                ((JarURLConnection) launcher.openConnection()).getJarFileURL().toString()));
    }

    public URI http() {
        return URI.create("http://localhost:" + httpPort);
    }

    public URI https() {
        return URI.create("https://localhost:" + httpsPort);
    }

    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(http())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    /** Ends only the process that was started here. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
