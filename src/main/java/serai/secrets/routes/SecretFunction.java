package serai.secrets.routes;

import org.apache.camel.spi.PropertiesFunction;
import serai.secrets.SecretText;

/**
 * What <code>{{secret:NAME}}</code> in a route stands for: the value as it is when the route is built, and not after a
 * rotation. A header gets the current one at each use from the bean {@code secretText}.
 */
final class SecretFunction implements PropertiesFunction {

    private final SecretText secrets;

    SecretFunction(SecretText secrets) {
        this.secrets = secrets;
    }

    @Override
    public String getName() {
        return "secret";
    }

    /** @throws serai.secrets.SecretUnavailableException when it cannot be had: there is no default */
    @Override
    public String apply(String name) {
        return secrets.of(name);
    }
}
