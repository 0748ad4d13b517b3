package serai.admin;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway inside this process. */
final class GatewayServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private GatewayServer(ConfigurableApplicationContext context) {
        this.context = context;
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
            return new GatewayServer(new SpringApplicationBuilder(SeraiApplication.class)
                    .bannerMode(Banner.Mode.OFF)
                    .initializers(new SettingsCheck())
                    .profiles(dev ? new String[] {"dev"} : new String[0])
                    .run(arguments(settings)));
        } catch (RuntimeException e) {
            throw new CommandFailure(StartFailure.explain(e), e);
        }
    }

    private static String[] arguments(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** Where it serves. */
    URI address() {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        context.close();
    }
}
