package serai.edge;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import serai.intake.LocalCredential;
import serai.query.Home;

/** Notes in the home where the gateway listens, as long as it does. */
final class Announcement implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

    private final Home home;
    private final LocalCredential credential;
    private final String scheme;
    private final @Nullable InetAddress address;
    private volatile @Nullable GatewayNote note;

    /** @param scheme {@code https} when it listens with a certificate, else {@code http} */
    Announcement(Home home, LocalCredential credential, String scheme, @Nullable InetAddress address) {
        this.home = home;
        this.credential = credential;
        this.scheme = scheme;
        this.address = address;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web) {
            GatewayNote fresh = new GatewayNote(
                    scheme + "://" + host() + ":" + web.getWebServer().getPort(),
                    ProcessHandle.current().pid(),
                    credential.value());
            fresh.write(home);
            note = fresh;
        }
    }

    private String host() {
        InetAddress listening = address;
        if (listening == null || listening.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        String literal = listening.getHostAddress();
        return literal.indexOf(':') < 0 ? literal : "[" + literal + "]";
    }

    @Override
    public void destroy() {
        GatewayNote written = note;
        if (written != null) {
            written.remove(home);
        }
    }
}
