package serai.edge;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import serai.intake.BearerTokens;
import serai.intake.CallerAuthentication;
import serai.intake.LocalCredential;
import serai.intake.RefusedCallerException;

/** Who gets in: a valid token, or the local credential from this very machine. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** By path alone: the matcher that a string makes asks every handler mapping of Spring MVC. */
    private static final RequestMatcher CONTRACT =
            PathPatternRequestMatcher.withDefaults().matcher("/openapi.yaml");

    private static final String SCHEME = "Bearer ";
    private static final int MAX_TOKEN = 8_192;

    /** Headers by which a proxy says that it forwards. */
    static final List<String> FORWARDING =
            List.of("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip");

    /** The management port listens on a loopback address and shows no personal data. */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http) throws Exception {
        return bare(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain gateway(HttpSecurity http, BearerTokens tokens, LocalCredential local, Problems problems)
            throws Exception {
        return bare(http)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(CONTRACT)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenResolver(SecurityConfiguration::token)
                        .authenticationManagerResolver(request -> verify(request, tokens, local))
                        .authenticationEntryPoint((request, response, e) -> refuse(problems, request, response, e)))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, e) -> refuse(problems, request, response, e))
                        .accessDeniedHandler(
                                (request, response, e) -> problems.write(ProblemAdvice.of(403), request, response)))
                .build();
    }

    /** Timing each of Spring's filters cost more than most of them do. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(Problems problems) {
        return (request, response, e) -> problems.write(ProblemAdvice.of(400), request, response);
    }

    private static HttpSecurity bare(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    /** The token of the one Authorization header; none when there are several, for servers differ on which counts. */
    private static @Nullable String token(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.size() != 1) {
            return null;
        }
        String header = headers.getFirst();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = header.substring(SCHEME.length()).strip();
        return token.isEmpty() || token.length() > MAX_TOKEN ? null : token;
    }

    private static AuthenticationManager verify(
            HttpServletRequest request, BearerTokens tokens, LocalCredential local) {
        return presented -> {
            String token = ((BearerTokenAuthenticationToken) presented).getToken();
            boolean here = LocalCredential.hasForm(token) && isFromThisMachine(request);
            CallerAuthentication verified = here ? local.verify(token) : tokens.verify(token);
            // Routes may run on other threads than this one, where Spring's thread-local context is empty.
            request.setAttribute(Requests.CALLER, verified.getPrincipal());
            return verified;
        };
    }

    /** A proxy on this machine connects from loopback too, but says that it forwards. */
    static boolean isFromThisMachine(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && FORWARDING.stream().allMatch(name -> request.getHeader(name) == null);
    }

    /** {@code InetAddress} would ask DNS about a name; a remote address is always a literal. */
    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }

    private static void refuse(
            Problems problems, HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof RefusedCallerException refused) {
            if (refused.problem().type().status() == 401) {
                response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            }
            problems.write(refused.problem(), request, response);
        } else {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(ProblemAdvice.of(401), request, response);
        }
    }
}
