package serai.routing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.RouteDefinition;

/** The steps of a route that call a bean. */
final class BeanSteps {

    private final RouteFlow flow;
    private final RouteDefinition route;

    BeanSteps(RouteFlow flow, RouteDefinition route) {
        this.flow = flow;
        this.route = route;
    }

    /** What the bean makes of a body. */
    Body call(BeanDefinition bean, Body in, boolean handling) {
        if (bean.getRef() == null || bean.getBeanType() != null) {
            flow.report(bean, "a bean by class", "Name a bean of the gateway with `ref`");
            return in;
        }
        String name = flow.resolve(bean.getRef(), route);
        if (!flow.beans().knows(name)) {
            flow.report(bean, "the gateway has no bean `" + name + "`", "Use one of " + known());
            return in.isStage() && !handling ? in : in.replaced();
        }
        String method = bean.getMethod() == null ? "" : flow.resolve(bean.getMethod(), route);
        List<StageBeans.Step> steps = flow.beans().steps(name, method);
        if (steps.isEmpty()) {
            flow.report(
                    bean,
                    "`" + name + "` has no method " + (method.isEmpty() ? "here" : "`" + method + "`"),
                    methods(name));
            return in;
        }
        return apply(bean, steps, in);
    }

    private String known() {
        return flow.beans().types().keySet().stream().collect(Collectors.joining(", "));
    }

    private String methods(String bean) {
        return "Write `method:` with one of "
                + flow.beans().methods(bean).stream().collect(Collectors.joining(", ")) + ", without parameters";
    }

    private Body apply(BeanDefinition bean, List<StageBeans.Step> steps, Body in) {
        Set<Class<?>> after = new LinkedHashSet<>();
        for (Class<?> kind : in.kinds()) {
            Optional<StageBeans.Step> step =
                    steps.stream().filter(each -> each.accepts(kind)).findFirst();
            if (step.isEmpty()) {
                mismatch(bean, steps.getFirst(), new Body(Set.of(kind), false));
            }
            after.add(step.orElse(steps.getFirst()).after(kind));
        }
        return in.withKinds(after);
    }

    private void mismatch(BeanDefinition bean, StageBeans.Step step, Body arriving) {
        int line = flow.lines().line(bean);
        flow.report(
                bean,
                "`" + step.bean() + "." + step.method() + "` takes " + Remedies.name(step.takes()) + ", but "
                        + arriving.words() + " arrives",
                Remedies.insert(flow.beans(), arriving, step.takes(), line));
    }
}
