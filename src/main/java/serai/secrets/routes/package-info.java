/**
 * Backends whose entries are Camel routes: Vault, AWS, Azure and Google. Uses {@code secrets} and Camel; nothing else of
 * the gateway knows a cloud.
 */
@NullMarked
package serai.secrets.routes;

import org.jspecify.annotations.NullMarked;
