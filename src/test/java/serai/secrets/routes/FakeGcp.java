package serai.secrets.routes;

import com.google.cloud.secretmanager.v1.AccessSecretVersionRequest;
import com.google.cloud.secretmanager.v1.AccessSecretVersionResponse;
import com.google.cloud.secretmanager.v1.AddSecretVersionRequest;
import com.google.cloud.secretmanager.v1.CreateSecretRequest;
import com.google.cloud.secretmanager.v1.GetSecretVersionRequest;
import com.google.cloud.secretmanager.v1.Secret;
import com.google.cloud.secretmanager.v1.SecretPayload;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.rpc.Code;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import serai.secrets.SecretPlace;

/** Speaks as much of Google Secret Manager's protocol (gRPC) as the gateway does, on a loopback port without TLS. */
public final class FakeGcp implements SecretPlace {

    static final String PROJECT = "caravans";
    static final String PREFIX = "serai-";
    private static final String SERVICE = "google.cloud.secretmanager.v1.SecretManagerService";

    private final Shelf shelf = new Shelf();
    private final Gate gate = new Gate();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;

    public FakeGcp() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .executor(threads)
                .addService(ServerServiceDefinition.builder(SERVICE)
                        .addMethod(
                                method(
                                        "AccessSecretVersion",
                                        AccessSecretVersionRequest.getDefaultInstance(),
                                        AccessSecretVersionResponse.getDefaultInstance()),
                                handler(this::access))
                        .addMethod(
                                method(
                                        "GetSecretVersion",
                                        GetSecretVersionRequest.getDefaultInstance(),
                                        SecretVersion.getDefaultInstance()),
                                handler(this::get))
                        .addMethod(
                                method(
                                        "AddSecretVersion",
                                        AddSecretVersionRequest.getDefaultInstance(),
                                        SecretVersion.getDefaultInstance()),
                                handler(this::add))
                        .addMethod(
                                method(
                                        "CreateSecret",
                                        CreateSecretRequest.getDefaultInstance(),
                                        Secret.getDefaultInstance()),
                                handler(this::create))
                        .build())
                .build()
                .start();
    }

    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void put(String name, byte[] value) {
        shelf.put(PREFIX + name, value);
    }

    @Override
    public void fail(Trouble trouble) {
        gate.fail(trouble);
    }

    private static <Q extends Message, A extends Message> MethodDescriptor<Q, A> method(String name, Q ask, A answer) {
        return MethodDescriptor.<Q, A>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .setRequestMarshaller(ProtoUtils.marshaller(ask))
                .setResponseMarshaller(ProtoUtils.marshaller(answer))
                .build();
    }

    private <Q, A> io.grpc.ServerCallHandler<Q, A> handler(Function<Q, A> answer) {
        return ServerCalls.asyncUnaryCall((request, observer) -> {
            try {
                demandNoTrouble();
                A made = answer.apply(request);
                observer.onNext(made);
                observer.onCompleted();
            } catch (RuntimeException e) {
                observer.onError(e);
            }
        });
    }

    private void demandNoTrouble() {
        switch (gate.pass()) {
            case NONE, MALFORMED -> {}
            case DENIED -> throw refusal(Code.PERMISSION_DENIED);
            case THROTTLED ->
                throw StatusProto.toStatusRuntimeException(Status.newBuilder()
                        .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
                        .addDetails(Any.pack(RetryInfo.newBuilder()
                                .setRetryDelay(Duration.newBuilder().setSeconds(RETRY_AFTER))
                                .build()))
                        .build());
            case DOWN, SLOW -> throw refusal(Code.UNAVAILABLE);
        }
    }

    private static RuntimeException refusal(Code code) {
        return StatusProto.toStatusRuntimeException(
                Status.newBuilder().setCode(code.getNumber()).build());
    }

    private boolean isLying() {
        return gate.pass() == Trouble.MALFORMED;
    }

    private String known(String name) {
        String secret = name.split("/", -1)[3];
        if (!shelf.holds(secret)) {
            throw refusal(Code.NOT_FOUND);
        }
        return secret;
    }

    private String version(String secret) {
        return "projects/1234/secrets/" + secret + "/versions/" + (isLying() ? "none" : shelf.count(secret));
    }

    private AccessSecretVersionResponse access(AccessSecretVersionRequest request) {
        String secret = known(request.getName());
        byte[] value = shelf.current(secret).orElseThrow();
        return AccessSecretVersionResponse.newBuilder()
                .setName(version(secret))
                .setPayload(SecretPayload.newBuilder()
                        .setData(ByteString.copyFrom(value))
                        .setDataCrc32C(GcpValue.checksum(value) + (isLying() ? 1 : 0)))
                .build();
    }

    private SecretVersion get(GetSecretVersionRequest request) {
        return described(known(request.getName()));
    }

    private SecretVersion described(String secret) {
        return SecretVersion.newBuilder()
                .setName(version(secret))
                .setState(SecretVersion.State.ENABLED)
                .setCreateTime(Timestamp.newBuilder().setSeconds(MADE.getEpochSecond()))
                .build();
    }

    private SecretVersion add(AddSecretVersionRequest request) {
        String secret = known(request.getParent());
        byte[] value = request.getPayload().getData().toByteArray();
        if (request.getPayload().getDataCrc32C() != GcpValue.checksum(value)) {
            throw refusal(Code.INVALID_ARGUMENT);
        }
        shelf.put(secret, value);
        return described(secret);
    }

    private Secret create(CreateSecretRequest request) {
        if (shelf.holds(request.getSecretId())) {
            throw refusal(Code.ALREADY_EXISTS);
        }
        shelf.make(request.getSecretId());
        return Secret.newBuilder()
                .setName("projects/1234/secrets/" + request.getSecretId())
                .build();
    }

    @Override
    public void close() {
        gate.fail(Trouble.DOWN);
        server.shutdownNow();
        threads.shutdownNow();
    }
}
