package dev.mainspring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.workflows.Answer;
import dev.mainspring.workflows.Claim;
import dev.mainspring.workflows.FollowUp;
import dev.mainspring.workflows.ModelReply;
import dev.mainspring.workflows.Next;
import dev.mainspring.workflows.RunRef;
import dev.mainspring.workflows.ToolCallRef;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.payload.codec.PayloadCodecException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire format of what crosses Temporal: a release must read what the one before it wrote. */
class PayloadsTest {

    private static final String ID = "00000000-0000-0000-0000-000000000001";

    private final DataConverter converter = Payloads.converter();

    static Stream<Arguments> golden() {
        TurnId turn = TurnId.of(ID);
        TurnError error = new TurnError(ErrorKind.AUTH, "no", false);
        ToolCallRef call = new ToolCallRef(ToolCallId.of(ID), "execute: ls", ToolClass.EXECUTE);
        return Stream.of(
                Arguments.of(
                        new RunRef(ChatId.of(ID), "r2", "r1", null),
                        RunRef.class,
                        """
                        {"chat":"%s","runId":"r2","originalRunId":"r1","continuedRunId":null}\
                        """),
                Arguments.of(
                        new Claim.Turn(turn, 3, new Next.CallModel(2), 200),
                        Claim.class,
                        """
                        {"claim":"turn","id":"%s","number":3,"next":{"next":"model","step":2},\
                        "stepLimit":200}\
                        """),
                Arguments.of(
                        new Claim.Nothing(true),
                        Claim.class,
                        """
                        {"claim":"nothing","untitled":true}\
                        """),
                Arguments.of(
                        new Answer("r1", "allow", null),
                        Answer.class,
                        """
                        {"request_id":"r1","decision":"allow","note":null}\
                        """),
                Arguments.of(
                        new ModelReply.TooLong(),
                        ModelReply.class,
                        """
                        {"reply":"too_long"}\
                        """),
                Arguments.of(
                        new Next.Compact(),
                        Next.class,
                        """
                        {"next":"compact"}\
                        """),
                Arguments.of(
                        new Next.RunTools(1, List.of(call)),
                        Next.class,
                        """
                        {"next":"tools","step":1,"calls":[{"id":"%s","summary":"execute: ls",\
                        "kind":"execute"}]}\
                        """),
                Arguments.of(
                        new Next.End(StopReason.ERROR, error),
                        Next.class,
                        """
                        {"next":"end","reason":"error","error":{"kind":"auth","message":"no",\
                        "retryable":false,"retryAt":null,"attempt":null}}\
                        """));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void valuesKeepTheirWireFormat(Object value, Class<?> type, String wire) {
        Payload payload = converter.toPayload(value).orElseThrow();
        assertThat(payload.getData().toStringUtf8()).isEqualTo(wire.formatted(ID));
        assertThat((Object) converter.fromPayload(payload, type, type)).isEqualTo(value);
    }

    @Test
    void unknownFieldsAreIgnored() {
        Payload payload = converter.toPayload(new FollowUp("a", "b", null)).orElseThrow();
        Payload newer =
                payload.toBuilder()
                        .setData(
                                com.google.protobuf.ByteString.copyFromUtf8(
                                        "{\"id\":\"a\",\"text\":\"b\",\"mood\":\"good\"}"))
                        .build();
        assertThat(converter.fromPayload(newer, FollowUp.class, FollowUp.class))
                .isEqualTo(new FollowUp("a", "b", null));
    }

    @Test
    void aValueOf64KiBIsTheLargest() {
        String fits = "x".repeat(PayloadGuard.MAX_BYTES - 2);
        assertThat(converter.toPayload(fits)).isPresent();
        assertThatThrownBy(() -> converter.toPayload(fits + "x"))
                .isInstanceOf(PayloadCodecException.class)
                .hasMessageContaining("65537 bytes");
    }
}
