package serai.admin;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import serai.edge.GatewayNote;
import serai.query.Home;

/** The gateway inside this process. */
final class GatewayServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final GatewayNote note;

    private GatewayServer(ConfigurableApplicationContext context, GatewayNote note) {
        this.context = context;
        this.note = note;
    }

    /**
     * Starts the gateway and returns when it serves.
     *
     * @param port 0 for any free port
     * @param address to listen on, or null for what the configuration says, which is loopback by default
     * @throws CommandFailure when it cannot start, with every mistake found
     */
    static GatewayServer start(Path home, boolean dev, int port, @Nullable String address) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("serai.home", home.toString());
        settings.put("server.port", port);
        if (port == 0) {
            settings.put("management.server.port", 0);
        }
        if (address != null) {
            settings.put("server.address", address);
        }
        try {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(SeraiApplication.class)
                    .bannerMode(Banner.Mode.OFF)
                    .initializers(new SettingsCheck())
                    .profiles(dev ? new String[] {"dev"} : new String[0])
                    .run(arguments(settings));
            return new GatewayServer(context, note(home));
        } catch (RuntimeException e) {
            throw new CommandFailure(StartFailure.explain(e), e);
        }
    }

    private static String[] arguments(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    private static GatewayNote note(Path home) {
        return GatewayNote.find(new Home(home))
                .orElseThrow(() -> new IllegalStateException("the gateway left no note in its home " + home));
    }

    /** Where it serves, and the credential for commands on this machine. */
    GatewayNote note() {
        return note;
    }

    @Override
    public void close() {
        context.close();
    }
}
