package serai.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import serai.access.PolicyExplainer;
import serai.audit.AuditLog;
import serai.catalog.Catalog;
import serai.ingest.Documents;
import serai.intake.LocalCredential;
import serai.intake.RateLimit;
import serai.intake.RequestContexts;
import serai.model.ModelRoute;
import serai.query.Home;
import serai.query.SubjectMapper;
import serai.secrets.Rotation;
import serai.secrets.SecretStatuses;
import serai.secrets.Secrets;

@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {

    @Bean
    Problems problems(ObjectMapper json) {
        return new Problems(json);
    }

    @Bean
    Requests requests(RateLimit rateLimit) {
        return new Requests(rateLimit);
    }

    @Bean
    Responses responses(ObjectMapper json) {
        return new Responses(json);
    }

    @Bean
    UploadMemory uploadMemory(EdgeSettings settings) {
        return new UploadMemory(settings.maxUpload());
    }

    @Bean
    DocumentRequests documentRequests(Requests requests, Documents documents, UploadMemory memory) {
        return new DocumentRequests(requests, documents, memory);
    }

    @Bean
    Explanations explanations(
            Requests requests, SubjectMapper subjects, Catalog catalog, PolicyExplainer explainer, Clock clock) {
        return new Explanations(requests, subjects, catalog, explainer, clock);
    }

    @Bean
    SecretRotations secretRotations(
            Requests requests, @Qualifier("rotation") Rotation general, List<Rotation> rotations, AuditLog audit) {
        return new SecretRotations(requests, general, rotations, audit);
    }

    @Bean
    SecretRequests secretRequests(Requests requests, Secrets secrets, SecretStatuses statuses, AuditLog audit) {
        return new SecretRequests(requests, secrets, statuses, audit);
    }

    @Bean
    ModelRoute modelRoute(ProducerTemplate producer) {
        return new CamelModelRoute(producer);
    }

    @Bean
    StageTimes stageTimes(MeterRegistry meters) {
        return new StageTimes(meters);
    }

    @Bean
    Announcement announcement(Home home, LocalCredential credential, ServerProperties server) {
        return new Announcement(
                home, credential, Ssl.isEnabled(server.getSsl()) ? "https" : "http", server.getAddress());
    }

    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter(
            RequestContexts contexts, EdgeSettings settings, Problems problems) {
        FilterRegistrationBean<RequestFilter> filter =
                new FilterRegistrationBean<>(new RequestFilter(contexts, settings, problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return filter;
    }

    @Bean
    ServletRegistrationBean<EdgeServlet> edgeServlet(Problems problems, EdgeSettings settings) {
        ServletRegistrationBean<EdgeServlet> servlet =
                new ServletRegistrationBean<>(new EdgeServlet(problems), EdgeCall.ROOT + "*");
        // Forms stay in memory: in files, nobody would delete them.
        int most = (int) settings.maxUpload().toBytes();
        servlet.setMultipartConfig(new MultipartConfigElement("", most, most, most));
        return servlet;
    }

    @Bean(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME)
    PlatformHttpEngine platformHttpEngine(ServletRegistrationBean<EdgeServlet> servlet) {
        return (endpoint, route) -> new EdgeConsumer(endpoint, route, servlet.getServlet());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bareErrors() {
        return tomcat -> tomcat.addContextCustomizers(
                context -> ((StandardHost) context.getParent()).setErrorReportValveClass(BareErrors.class.getName()));
    }
}
