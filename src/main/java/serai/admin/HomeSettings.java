package serai.admin;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway lives.
 *
 * @param home where it keeps its state, made with mode 0700; one gateway at a time serves a home
 */
@ConfigurationProperties(prefix = "serai")
public record HomeSettings(@DefaultValue("data") Path home) {}
